import { Outlet } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
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
  const { session, isPending } = useSession();
  if (isPending) return <Loading />;
  if (!session) return <SignInScreen />;
  return (
    <div className={style["shell"]}>
      <a className={style["skip"]} href="#content">
        {words("skip")}
      </a>
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
