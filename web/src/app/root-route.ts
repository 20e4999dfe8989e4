import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { Shell } from "./shell.tsx";

/** Around every screen: who is signed in, and the way to the other screens. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });
