import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Command } from "./command.tsx";
import style from "./welcome-screen.module.css";

/** How a camera hands photos in, with this system's own address. */
export function ConnectCamera({ watchedFolder }: { watchedFolder: boolean }) {
  const words = useTranslations("welcome.camera");
  const curl = [
    `curl -s "${window.location.origin}/v1/images?wait=10" \\`,
    `  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\`,
    `  -d "{\\"recipe\\":\\"my-widget\\",\\"line\\":\\"line-1\\",\\"fileName\\":\\"1.jpg\\",\\"data\\":\\"$(base64 < 1.jpg | tr -d '\\n')\\"}"`,
  ].join("\n");
  return (
    <details className={style["ways"]}>
      <summary>{words("title")}</summary>
      <p>
        {words("token")} <Link to="/settings">{words("settings")}</Link>
      </p>
      {watchedFolder ? <Command text={'npx partproof token create --name "camera 1" --role camera'} /> : null}
      <p>{words("http")}</p>
      <Command text={curl} />
      {watchedFolder ? (
        <>
          <p>{words("folder")}</p>
          <Command text=".partproof/incoming/line-1/my-widget/1.jpg" />
        </>
      ) : null}
    </details>
  );
}
