import { useQueryClient } from "@tanstack/react-query";
import { $api } from "../api/client.ts";
import type { paths } from "../api/schema.gen.ts";

export type Credentials = paths["/v1/session"]["post"]["requestBody"]["content"]["application/json"];

/**
 * @param before who was signed in until the session ended, and whose screen is still there behind the question
 */
export function useSignIn(before: string | undefined) {
  const queries = useQueryClient();
  return $api.useMutation("post", "/v1/session", {
    onSuccess({ name }) {
      if (before === undefined) return queries.resetQueries();
      // Somebody else must not see, or send in their own name, what is on the screen.
      if (name !== before) return location.reload();
      return queries.invalidateQueries();
    },
  });
}
