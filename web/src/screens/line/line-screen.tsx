import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { LineWall } from "./line-wall.tsx";

const route = getRouteApi("/line");

/** The newest verdict, large, for a screen above the line. */
export function LineScreen() {
  const words = useTranslations("line");
  const { line, wall = false } = route.useSearch();
  const navigate = route.useNavigate();
  const title = line ?? words("title");
  useEffect(() => {
    document.title = `${title} · Partproof`;
  }, [title]);

  useEffect(() => {
    // Escape leaves the browser's own full screen without telling anybody else.
    const left = () => {
      if (!document.fullscreenElement) void navigate({ search: (old) => ({ ...old, wall: undefined }) });
    };
    document.addEventListener("fullscreenchange", left);
    return () => document.removeEventListener("fullscreenchange", left);
  }, [navigate]);

  function setWall(on: boolean) {
    // A browser may refuse; over the whole window is nearly as good.
    if (on) document.documentElement.requestFullscreen().catch(() => undefined);
    else if (document.fullscreenElement) void document.exitFullscreen();
    void navigate({ search: (old) => ({ ...old, wall: on ? true : undefined }) });
  }

  return (
    <LineWall
      key={line ?? ""}
      line={line}
      isWall={wall}
      onWall={setWall}
      onLine={(chosen) => void navigate({ search: (old) => ({ ...old, line: chosen }) })}
    />
  );
}
