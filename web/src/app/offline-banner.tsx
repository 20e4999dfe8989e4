import { useTranslations } from "use-intl";
import { useSession } from "../session/use-session.ts";
import style from "./offline-banner.module.css";

/** Says that the server is away, and goes by itself when it is back. */
export function OfflineBanner() {
  const words = useTranslations("shell");
  const { isReached } = useSession();
  return <div role="status">{isReached ? null : <p className={style["banner"]}>{words("offline")}</p>}</div>;
}
