import { type ReactNode, useEffect } from "react";
import style from "./page.module.css";

/** A screen with its heading, which also names the browser's tab. `actions` stand beside the heading. */
export function Page({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Partproof`;
  }, [title]);
  return (
    <div className={style["page"]}>
      <div className={style["head"]}>
        <h1>{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
