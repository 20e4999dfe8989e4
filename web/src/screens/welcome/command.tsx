import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import style from "./welcome-screen.module.css";

/** Something to be copied into a terminal. Where a browser does not let us copy, it can be marked by hand. */
export function Command({ text }: { text: string }) {
  const words = useTranslations("welcome");
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={style["command"]}>
      <pre>{text}</pre>
      {window.isSecureContext ? <Button onPress={copy}>{words(isCopied ? "copied" : "copy")}</Button> : null}
    </div>
  );
}
