import { type QueryFunctionContext, useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { endSignIn } from "./cognito.ts";
import type { Session } from "./session.ts";
import { readSignInKind } from "./site-config.ts";

export const SESSION_KEY = ["session"];

/** Asked again this often, so that a server that went away or came back is noticed on a screen that nobody touches. */
const CHECK_MS = 10_000;

type Known = { session: Session | undefined; hasEnded: boolean };

/**
 * Who is signed in, as the server sees it.
 * @returns `session` stays when it has ended, so that the screen of whoever was there stays as it is behind the question
 *   who is there; also while the server is not reached: then `isReached` is false
 */
export function useSession(): Known & { isPending: boolean; isReached: boolean } {
  const { data, isPending, failureReason } = useQuery({
    queryKey: SESSION_KEY,
    queryFn: askWhoIsThere,
    refetchInterval: CHECK_MS,
    refetchIntervalInBackground: true,
    networkMode: "always",
  });
  return {
    session: data?.session,
    hasEnded: data?.hasEnded ?? false,
    isPending,
    isReached: failureReason === null || problemOf(failureReason) !== undefined,
  };
}

/** Nobody is an answer and no error: what stands on the page while nobody is signed in stays while it is asked again. */
async function askWhoIsThere({ client, signal }: QueryFunctionContext): Promise<Known> {
  const { data, error, response } = await api.GET("/v1/session", { signal });
  if (response.status === 401)
    return { session: client.getQueryData<Known>(SESSION_KEY)?.session, hasEnded: true };
  if (!data) throw error;
  return { session: data, hasEnded: false };
}

/** End the session, and forget all that was shown to it: the page is loaded anew. */
export async function signOut(): Promise<void> {
  const kind = await readSignInKind();
  if (kind.kind === "cognito") return endSignIn(kind);
  await api.DELETE("/v1/session");
  location.assign("/");
}
