import { DescribeProjectsCommand, DescribeProjectVersionsCommand } from "@aws-sdk/client-rekognition";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRekognitionCustomLabels } from "../../src/adapters/aws/rekognition-custom-labels.ts";
import type { Recognizer } from "../../src/ports/recognizer.ts";
import { startCompatibleRekognition } from "../support/compatible-rekognition.ts";
import { drawClock } from "../support/draw-clock.ts";

let service: Awaited<ReturnType<typeof startCompatibleRekognition>>;
let recognizer: Recognizer;
beforeAll(async () => {
  service = await startCompatibleRekognition();
  recognizer = createRekognitionCustomLabels({ rekognition: service.rekognition });
});
afterAll(() => service.stop());

async function versionArn(): Promise<string> {
  await service.teach("screws");
  const { ProjectDescriptions = [] } = await service.rekognition.send(new DescribeProjectsCommand());
  const ProjectArn = ProjectDescriptions[0]?.ProjectArn;
  const { ProjectVersionDescriptions: versions = [] } = await service.rekognition.send(
    new DescribeProjectVersionsCommand({ ProjectArn }),
  );
  return versions[0]?.ProjectVersionArn ?? "";
}

test("a version that nobody started is called stopped, with the command that starts it", async () => {
  const model = await versionArn();
  const { photo } = await drawClock();

  const look = recognizer.recognize(photo, model);

  await expect(look).rejects.toMatchObject({ code: "unavailable", retryable: true });
  await expect(look).rejects.toThrow(
    `start-project-version --min-inference-units 1 --project-version-arn ${model}`,
  );
});

test("a version that was deleted is not there, and that is not retried", async () => {
  const model = (await versionArn()).replace(/\d+$/, "1");
  const { photo } = await drawClock();

  await expect(recognizer.recognize(photo, model)).rejects.toMatchObject({
    code: "not-found",
    retryable: false,
  });
});
