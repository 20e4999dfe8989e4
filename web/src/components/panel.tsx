import type { ReactNode } from "react";
import style from "./panel.module.css";

/** A part of a screen with its own heading; `actions` stand beside it. */
export function Panel({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={style["panel"]} aria-label={title}>
      <div className={style["head"]}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
