import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import style from "./nothing-waits.module.css";

type NothingWaitsProps = { skipped: number; heldByOthers: number; onStartOver(): void; children: ReactNode };

/** All is done, or what is left is with others or was skipped. */
export function NothingWaits({ skipped, heldByOthers, onStartOver, children }: NothingWaitsProps) {
  const words = useTranslations("review.empty");
  return (
    <section className={style["empty"]}>
      <p className={style["mark"]} aria-hidden="true">
        ✓
      </p>
      <h2>{words("title")}</h2>
      {heldByOthers > 0 ? <p>{words("held", { count: heldByOthers })}</p> : null}
      <p>{words("what")}</p>
      <div className={style["actions"]}>
        {skipped > 0 ? (
          <Button primary onPress={onStartOver}>
            {words("startOver", { count: skipped })}
          </Button>
        ) : null}
        {children}
        <Link to="/line">{words("line")}</Link>
      </div>
    </section>
  );
}
