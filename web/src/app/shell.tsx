import { Outlet } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { EndedSession } from "../session/ended-session.tsx";
import { SignInScreen } from "../session/sign-in-screen.tsx";
import { useSession } from "../session/use-session.ts";
import { Loading } from "./loading.tsx";
import { Navigation } from "./navigation.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import style from "./shell.module.css";
import { useTheme } from "./use-theme.ts";

/** The frame of every screen. Nothing of a screen is loaded or asked for before somebody is signed in. */
export function Shell() {
  const words = useTranslations("shell");
  useTheme();
  const { session, hasEnded, isPending } = useSession();
  if (isPending) return <Loading />;
  if (!session) {
    return (
      <main>
        <SignInScreen />
      </main>
    );
  }
  return (
    <div className={style["shell"]} data-away={hasEnded}>
      <a className={style["skip"]} href="#content">
        {words("skip")}
      </a>
      {hasEnded ? <EndedSession name={session.name} /> : null}
      <Navigation session={session} />
      <div className={style["main"]}>
        <OfflineBanner />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
