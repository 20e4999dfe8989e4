import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { problemOf, worthRetrying } from "../api/problem.ts";
import { SESSION_KEY } from "../session/use-session.ts";

const MOST_RETRIES = 3;

/** One cache for all screens. What is shown stays while it is asked for again; a cut network is tried again by itself. */
export function createQueryCache(): QueryClient {
  // Whatever is told that nobody is signed in: the frame asks at once, and not only when its turn comes.
  const askWhoIsThere = (error: unknown) => {
    if (problemOf(error)?.status === 401) void queries.invalidateQueries({ queryKey: SESSION_KEY });
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: askWhoIsThere,
    }),
    mutationCache: new MutationCache({ onError: askWhoIsThere }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < MOST_RETRIES && worthRetrying(error),
        refetchOnReconnect: "always",
      },
      mutations: { retry: false },
    },
  });
  return queries;
}
