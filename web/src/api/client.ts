import createFetchClient from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import type { paths } from "./schema.gen.ts";

/** Requests of this dashboard; the browser adds the session cookie, which no script can read. */
export const api = createFetchClient<paths>({ baseUrl: "/", credentials: "same-origin" });

/** The same as queries of TanStack Query: `$api.useQuery("get", "/v1/recipes")`. */
export const $api = createQueryClient(api);
