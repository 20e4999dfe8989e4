import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { $api, api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import type { Session } from "./session.ts";

/** Asked again this often, so that a server that went away or came back is noticed on a screen that nobody touches. */
const CHECK_MS = 10_000;

/**
 * Who is signed in, as the server sees it.
 * @returns `session` stays while the server is not reached: then `isReached` is false
 */
export function useSession(): { session: Session | undefined; isPending: boolean; isReached: boolean } {
  const { data, error, isPending, failureReason } = $api.useQuery(
    "get",
    "/v1/session",
    {},
    { refetchInterval: CHECK_MS, refetchIntervalInBackground: true, networkMode: "always" },
  );
  const refused = problemOf(error)?.status === 401;
  return {
    session: refused ? undefined : data,
    isPending,
    isReached: failureReason === null || problemOf(failureReason) !== undefined,
  };
}

/** @returns a function that ends the session, and forgets all that was shown to it */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.DELETE("/v1/session");
    await navigate({ to: "/" });
    queries.clear();
    await queries.invalidateQueries();
  };
}
