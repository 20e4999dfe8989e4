import { useTranslations } from "use-intl";
import style from "./loading.module.css";

export function Loading() {
  const words = useTranslations("shell");
  return (
    <p role="status" className={style["loading"]}>
      {words("loading")}
    </p>
  );
}
