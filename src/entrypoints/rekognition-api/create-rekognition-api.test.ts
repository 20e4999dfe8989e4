import { DescribeProjectsCommand, DetectLabelsCommand } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { jpeg } from "../../../test/support/test-platform.ts";
import { createTestRekognition } from "../../../test/support/test-rekognition.ts";
import { inputMembers } from "../../../test/support/wire-shape.ts";
import { OPERATIONS } from "./operations.ts";

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

describe("who may call", () => {
  test("a signature that is right, and nothing else", async () => {
    const { send } = await createTestRekognition();

    const answers = {
      right: await send({}),
      "another hash of the body": await send({}, (headers) => {
        headers["x-amz-content-sha256"] = "0".repeat(64);
      }),
      "another target": await send({ operation: "DetectText" }, (headers) => {
        headers["x-amz-target"] = "RekognitionService.DescribeProjects";
      }),
      "another signature": await send({}, (headers) => {
        headers["authorization"] = (headers["authorization"] ?? "").replace(/.{4}$/, "0000");
      }),
      "a header that is not signed": await send({}, (headers) => {
        headers["x-amz-meta"] = "1";
      }),
      "another service": await send({ service: "s3" }),
      "4 minutes old": await send({ signedAt: minutes(-4) }),
      "6 minutes old": await send({ signedAt: minutes(-6) }),
      "6 minutes early": await send({ signedAt: minutes(6) }),
      "a key of somebody else": await send({}, (headers) => {
        headers["authorization"] = (headers["authorization"] ?? "").replace(
          /PPAK\w+/,
          "PPAKAAAAAAAAAAAAAAAA",
        );
      }),
      "a key that climbs": await send({}, (headers) => {
        headers["authorization"] = (headers["authorization"] ?? "").replace(/PPAK\w+/, "..");
      }),
      "a temporary key": await send({ headers: { "x-amz-security-token": "t" } }),
      unsigned: await send({}, (headers) => {
        delete headers["authorization"];
      }),
      "half a header": await send({}, (headers) => {
        headers["authorization"] = "AWS4-HMAC-SHA256 Credential=a";
      }),
      "no date": await send({}, (headers) => {
        delete headers["x-amz-date"];
      }),
    };

    const named = Object.fromEntries(
      Object.entries(answers).map(([name, { json, headers }]) => {
        expect(headers.get("x-amzn-errortype") ?? undefined).toBe(json["__type"]);
        return [name, json["__type"]];
      }),
    );
    expect(named).toEqual({
      right: undefined,
      "another hash of the body": "InvalidSignatureException",
      "another target": "InvalidSignatureException",
      "another signature": "InvalidSignatureException",
      "a header that is not signed": "InvalidSignatureException",
      "another service": "InvalidSignatureException",
      "4 minutes old": undefined,
      "6 minutes old": "InvalidSignatureException",
      "6 minutes early": "InvalidSignatureException",
      "a key of somebody else": "UnrecognizedClientException",
      "a key that climbs": "UnrecognizedClientException",
      "a temporary key": "UnrecognizedClientException",
      unsigned: "MissingAuthenticationTokenException",
      "half a header": "IncompleteSignatureException",
      "no date": "IncompleteSignatureException",
    });
  });

  test.each([true, false])(
    "a body that was changed on its way is refused; its hash in a header: %s",
    async (applyChecksum) => {
      const { send } = await createTestRekognition();

      const whole = await send({ body: "{}", applyChecksum });
      const changed = await send({ body: "{}", sentBody: '{"MaxResults":5}', applyChecksum });

      expect(whole.status).toBe(200);
      expect(changed.json["__type"]).toBe("InvalidSignatureException");
    },
  );

  test("an SDK with the wrong secret is told so", async () => {
    const { connect } = await createTestRekognition();

    const asking = connect({ secretAccessKey: "wrong" }).send(new DescribeProjectsCommand());

    await expect(asking).rejects.toMatchObject({ name: "InvalidSignatureException" });
  });

  test.each([
    ["camera", "DetectText", "InvalidParameterException"],
    ["camera", "DescribeProjects", "AccessDeniedException"],
    ["auditor", "DescribeProjects", undefined],
    ["auditor", "DetectText", "AccessDeniedException"],
    ["inspector", "CreateProject", "AccessDeniedException"],
    ["quality", "CreateProject", undefined],
    ["support", "DescribeProjects", "AccessDeniedException"],
  ] as const)("a key of the role %s calls %s: %s", async (role, operation, expected) => {
    const { send } = await createTestRekognition({ role });
    const bodies = { DetectText: { Image: {} }, DescribeProjects: {}, CreateProject: { ProjectName: "a" } };

    const { json } = await send({ operation, body: JSON.stringify(bodies[operation]) });

    expect(json["__type"]).toBe(expected);
  });

  test("a key that was revoked no longer works", async () => {
    const { client, accessKeys } = await createTestRekognition();
    await client.send(new DescribeProjectsCommand());

    for (const { id } of await accessKeys.list()) await accessKeys.revoke(id);

    const asking = client.send(new DescribeProjectsCommand());
    await expect(asking).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });
});

describe("what a request may be", () => {
  test.each([
    ["no JSON", "{", "SerializationException"],
    ["no UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), "SerializationException"],
    ["a list", "[]", "SerializationException"],
    ["a number for a list", '{"ProjectNames":1}', "SerializationException"],
    ["a field that does not exist", '{"Projects":["a"]}', "ValidationException"],
    ["a field that is a trap", '{"__proto__":{"MaxResults":1}}', "ValidationException"],
    [
      "a list in a list, very deep",
      `{"ProjectNames":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      "SerializationException",
    ],
    [
      "a list in a list, deep",
      `{"ProjectNames":${"[".repeat(3_000)}${"]".repeat(3_000)}}`,
      "SerializationException",
    ],
    [
      "very many fields that do not exist",
      `{"a":1${',"b":1'.repeat(10)}${Array.from({ length: 200_000 }, (_, i) => `,"f${i}":1`).join("")}}`,
      "ValidationException",
    ],
    ["a value out of range", '{"MaxResults":101}', "ValidationException"],
    ["a token of elsewhere", '{"NextToken":"bm93aGVyZQ"}', "InvalidPaginationTokenException"],
    ["a field that is null, which counts as not sent", '{"MaxResults":null}', undefined],
  ])("%s", async (_, body, expected) => {
    const { send } = await createTestRekognition();

    const { json } = await send({ body });

    expect(json["__type"]).toBe(expected);
  });

  test.each([
    ["an operation that is not there", { operation: "DetectFaces" }, 400, "UnknownOperationException"],
    [
      "another media type",
      { headers: { "content-type": "application/json" } },
      400,
      "SerializationException",
    ],
    ["a query", { path: "/?a=b" }, 400, "UnknownOperationException"],
    ["another path", { path: "/other" }, 400, "UnknownOperationException"],
    ["more than 14 MB", { body: Buffer.alloc(14_000_000) }, 413, "RequestEntityTooLargeException"],
    [
      "base64 with a gap",
      { operation: "DetectText", body: '{"Image":{"Bytes":"a b="}}' },
      400,
      "SerializationException",
    ],
  ])("%s is refused", async (_, request, status, type) => {
    const { send } = await createTestRekognition();

    const answer = await send(request);

    expect(answer).toMatchObject({ status, json: { __type: type } });
    expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([...OPERATIONS.keys()])(
    "every field that the SDK can send with %s is known",
    async (operation) => {
      const { send } = await createTestRekognition();
      const members = inputMembers(operation);

      const answers = await Promise.all(
        [...members, "NoSuchField"].map((name) => send({ operation, body: JSON.stringify({ [name]: "x" }) })),
      );

      const unknown = answers.map(({ json }) => /NoSuchField|no such field/.test(String(json["Message"])));
      expect(members.length).toBeGreaterThan(0);
      expect(unknown).toEqual([...members.map(() => false), true]);
    },
  );
});

describe("when something is wrong inside", () => {
  test("a client learns nothing of it, and the log everything", async () => {
    const { send, projects, failures } = await createTestRekognition();
    projects.list = async () => {
      throw new Error("secret path /home/x");
    };

    const { status, json } = await send({});

    expect({ status, type: json["__type"] }).toEqual({ status: 500, type: "InternalServerError" });
    expect(JSON.stringify(json)).not.toContain("secret");
    expect(String(failures[0])).toContain("secret path");
  });
});

describe("the test switch", () => {
  const look = async () => new DetectLabelsCommand({ Image: { Bytes: await jpeg() } });

  test("throttles so many calls, and an SDK that tries again gets through", async () => {
    const { connect } = await createTestRekognition({
      faults: [{ operation: "DetectLabels", fault: "throttle", count: 2, rate: 1 }],
    });

    const { $metadata } = await connect({ maxAttempts: 3 }).send(await look());

    expect($metadata.attempts).toBe(3);
  });

  test.each([
    ["throttle", "ThrottlingException", 500],
    ["throughput", "ProvisionedThroughputExceededException", 400],
    ["fail", "InternalServerError", 500],
    ["unavailable", "ServiceUnavailableException", 503],
    ["refuse", "AccessDeniedException", 400],
  ] as const)("%s: %s with status %i", async (fault, name, httpStatusCode) => {
    const { client, faults } = await createTestRekognition();
    faults.set([{ operation: "*", fault, rate: 1 }]);

    const looking = client.send(await look());

    await expect(looking).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test("is for one operation only, where it says so, and over when it is set anew", async () => {
    const { client, faults } = await createTestRekognition();

    faults.set([{ operation: "DetectLabels", fault: "fail", rate: 1 }]);
    await client.send(new DescribeProjectsCommand());
    await expect(client.send(await look())).rejects.toThrow();
    faults.set([]);

    await expect(client.send(await look())).resolves.toBeDefined();
  });

  test("delays", async () => {
    const { client, faults } = await createTestRekognition();
    faults.set([{ operation: "*", delayMs: 150, rate: 1 }]);
    const startedAt = performance.now();

    await client.send(new DescribeProjectsCommand());

    expect(performance.now() - startedAt).toBeGreaterThan(140);
  });

  test("more calls at the same time than are allowed are told to come back", async () => {
    const { connect } = await createTestRekognition({
      maxAtOnce: 1,
      faults: [{ operation: "*", delayMs: 300, rate: 1 }],
    });

    const answers = await Promise.allSettled([1, 2].map(() => connect().send(new DescribeProjectsCommand())));

    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused.map(({ reason }) => reason.name)).toEqual(["ProvisionedThroughputExceededException"]);
  });
});
