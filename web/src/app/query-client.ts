import { QueryClient } from "@tanstack/react-query";
import { worthRetrying } from "../api/problem.ts";

const MOST_RETRIES = 3;

/** One cache for all screens. What is shown stays while it is asked for again; a cut network is tried again by itself. */
export function createQueryCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < MOST_RETRIES && worthRetrying(error),
        refetchOnReconnect: "always",
      },
      mutations: { retry: false },
    },
  });
}
