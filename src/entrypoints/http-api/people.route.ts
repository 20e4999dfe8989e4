import { createRoute, z } from "@hono/zod-openapi";
import { passwordSchema } from "../../domain/person.ts";
import { changePerson, createPerson, setPassword } from "../../flow/manage-people.ts";
import { accessIdParam, holderNameSchema, mustHaveFrontDesk, personRoleSchema } from "./access-answers.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const ONLY_HERE = "On AWS people are those of the Cognito user pool, and this answers 404.";

const personAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    role: personRoleSchema,
    active: z.boolean().describe("Whether they can sign in."),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Person" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/people",
  operationId: "listPeople",
  tags: ["Access"],
  summary: "Who can sign in with a password, by name",
  description: ONLY_HERE,
  responses: {
    200: json("Also people who are not active.", z.object({ items: z.array(personAnswer) })),
    ...problems(404),
  },
});

const createPersonRoute = createRoute({
  method: "post",
  path: "/v1/people",
  operationId: "createPerson",
  tags: ["Access"],
  summary: "Let a person sign in",
  description: `The name is what decisions carry, so no two people have the same. ${ONLY_HERE}`,
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            name: holderNameSchema,
            role: personRoleSchema,
            password: passwordSchema,
          }),
          example: { name: "Ana Torres", role: "inspector", password: "four words in a row" },
        },
      },
    },
  },
  responses: { 201: json("The person.", personAnswer), ...problems(400, 404, 409, 413, 415) },
});

const changeRoute = createRoute({
  method: "patch",
  path: "/v1/people/{id}",
  operationId: "changePerson",
  tags: ["Access"],
  summary: "Change what a person may do, or whether they may sign in",
  description: `It holds at once. Nobody is removed: decisions keep their name. The last active administrator cannot be changed. ${ONLY_HERE}`,
  request: {
    params: accessIdParam,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({ role: personRoleSchema.optional(), active: z.boolean().optional() })
            .refine((change) => Object.keys(change).length > 0, "role, active or both")
            .meta({ minProperties: 1 }),
          example: { role: "quality" },
        },
      },
    },
  },
  responses: { 200: json("The person.", personAnswer), ...problems(400, 404, 409, 413, 415) },
});

const passwordRoute = createRoute({
  method: "put",
  path: "/v1/people/{id}/password",
  operationId: "setPassword",
  tags: ["Access"],
  summary: "Give a person another password",
  description: `All their browsers are signed out. ${ONLY_HERE}`,
  request: {
    params: accessIdParam,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ password: passwordSchema }),
          example: { password: "four words in a row" },
        },
      },
    },
  },
  responses: { 204: { description: "Set." }, ...problems(400, 404, 413, 415) },
});

export function addPeopleRoutes(api: Api, { frontDesk }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) =>
    c.json({ items: await mustHaveFrontDesk(frontDesk).people.list() }, 200),
  );

  api.openapi(createPersonRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    return c.json(await createPerson(desk, c.req.valid("json"), c.get("principal").name), 201);
  });

  api.openapi(changeRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    const { id } = c.req.valid("param");
    return c.json(await changePerson(desk, id, c.req.valid("json"), c.get("principal").name), 200);
  });

  api.openapi(passwordRoute, async (c) => {
    const desk = mustHaveFrontDesk(frontDesk);
    const { id } = c.req.valid("param");
    await setPassword(desk, id, c.req.valid("json").password, c.get("principal").name);
    return c.body(null, 204);
  });
}
