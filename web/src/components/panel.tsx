import type { ReactNode } from "react";
import style from "./panel.module.css";

type PanelProps = {
  title: string;
  actions?: ReactNode;
  /** What the address names after `#`, where something links here. */
  anchor?: string;
  children: ReactNode;
};

/** A part of a screen with its own heading; `actions` stand beside it. */
export function Panel({ title, actions, anchor, children }: PanelProps) {
  return (
    <section className={style["panel"]} aria-label={title} id={anchor}>
      <div className={style["head"]}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
