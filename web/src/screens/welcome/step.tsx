import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import style from "./welcome-screen.module.css";

/** One step with its number, or a tick once it is done. */
export function Step(props: { title: string; isDone: boolean; number: number; children: ReactNode }) {
  const { title, isDone, number, children } = props;
  const words = useTranslations("welcome");
  return (
    <li className={style["step"]} data-done={isDone}>
      <span className={style["mark"]} aria-hidden="true">
        {isDone ? "✓" : number}
      </span>
      <div className={style["content"]}>
        <h2>
          {title}
          {isDone ? ` – ${words("isDone")}` : ""}
        </h2>
        {children}
      </div>
    </li>
  );
}
