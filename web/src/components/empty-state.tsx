import type { ReactNode } from "react";
import style from "./empty-state.module.css";

/** Instead of an empty table: what this place is for, and in `children` what to do next. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style["empty"]}>
      <h1>{title}</h1>
      {children}
    </section>
  );
}
