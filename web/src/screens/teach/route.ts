import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.ts";

const teachRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/teach",
  component: lazyRouteComponent(() => import("./teach-screen.tsx"), "TeachScreen"),
});

/** `photo`: SHA-256 of the photo to begin with. */
const lessonRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/teach/$lessonId",
  validateSearch: ({ photo }: Record<string, unknown>): { photo?: string } =>
    typeof photo === "string" ? { photo } : {},
  component: lazyRouteComponent(() => import("./lesson-screen.tsx"), "LessonScreen"),
});

/** `teaching`: whose model is shown; default: the newest that is done. */
const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/teach/$lessonId/model",
  validateSearch: ({ teaching }: Record<string, unknown>): { teaching?: string } =>
    typeof teaching === "string" ? { teaching } : {},
  component: lazyRouteComponent(() => import("./model-screen.tsx"), "ModelScreen"),
});

/** All addresses of this screen. */
export const teachRoutes = [teachRoute, lessonRoute, modelRoute] as const;
