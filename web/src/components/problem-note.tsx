import { useTranslations } from "use-intl";
import { problemOf } from "../api/problem.ts";
import style from "./problem-note.module.css";

/** Why something just asked for did not happen, in the server's words; nothing while there is no error. */
export function ProblemNote({ error }: { error: unknown }) {
  const words = useTranslations("shell.failed");
  const problem = problemOf(error);
  return (
    <div role="alert">
      {error ? (
        <p className={style["note"]}>{problem ? problem.detail || problem.title : words("network")}</p>
      ) : null}
    </div>
  );
}
