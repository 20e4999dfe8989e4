import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Words } from "../words/words.tsx";
import { createQueryCache } from "./query-client.ts";
import { createAppRouter } from "./router.ts";

const queries = createQueryCache();
const router = createAppRouter(queries);

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Words>
        <RouterProvider router={router} />
      </Words>
    </QueryClientProvider>
  );
}
