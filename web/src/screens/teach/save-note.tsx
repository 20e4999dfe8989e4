import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import type { PhotoMarks } from "./mark-store.ts";
import style from "./workbench.module.css";

/** Whether the server has what is seen, and what to do where somebody else was faster. */
export function SaveNote({
  marks: { state, detail = "" },
  onResolve,
}: {
  marks: PhotoMarks;
  onResolve(keep: "mine" | "theirs"): void;
}) {
  const words = useTranslations("teach.mark");
  return (
    <div role="status" className={style["save"]} data-state={state}>
      {state === "refused" ? words("refused", { detail }) : words(state)}{" "}
      {state === "conflict" ? (
        <>
          {detail} <Button onPress={() => onResolve("mine")}>{words("keepMine")}</Button>{" "}
          <Button onPress={() => onResolve("theirs")}>{words("takeTheirs")}</Button>
        </>
      ) : null}
    </div>
  );
}
