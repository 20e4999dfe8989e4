/** Writes `web/src/api/schema.gen.ts`: the types of our API, from its OpenAPI document. A changed route breaks the build. */
import { writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { createTestApi } from "../../test/support/test-http-api.ts";

const { api } = await createTestApi();
const document = await (await api.request("/openapi.json")).json();
const types = await openapiTS(document, { alphabetize: true });
await writeFile(new URL("../src/api/schema.gen.ts", import.meta.url), astToString(types));
