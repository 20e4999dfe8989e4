import { useTranslations } from "use-intl";
import { Loading } from "../../app/loading.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useNewestRows } from "../../live/use-newest-rows.ts";
import { LineBar } from "./line-bar.tsx";
import { LineNotes } from "./line-notes.tsx";
import { lineStatus } from "./line-status.ts";
import style from "./line-wall.module.css";
import { NewestPhoto } from "./newest-photo.tsx";
import { NoPhotoYet } from "./no-photo-yet.tsx";
import { ShiftNumbers } from "./shift-numbers.tsx";
import { useServerTime } from "./use-server-time.ts";
import { useShown } from "./use-shown.ts";
import { VerdictBanner } from "./verdict-banner.tsx";
import { VerdictStrip } from "./verdict-strip.tsx";

type LineWallProps = {
  line: string | undefined;
  isWall: boolean;
  onWall(on: boolean): void;
  onLine(line: string | undefined): void;
};

/** Dark whatever the theme: it hangs in a hall, and verdicts shine. */
export function LineWall({ line, isWall, onWall, onLine }: LineWallProps) {
  const words = useTranslations("line");
  const { rows, error, state, aheadMs } = useNewestRows(line);
  const nowMs = useServerTime(aheadMs);
  const shown = useShown(rows?.[0]);
  const status = lineStatus(rows?.map(({ receivedAt }) => receivedAt) ?? [], nowMs);

  return (
    <div className={style["wall"]} data-wall={isWall}>
      <h1 className={style["hidden"]}>{words("title")}</h1>
      {rows === undefined && !error ? <Loading /> : null}
      <ProblemNote error={rows === undefined ? error : undefined} />
      {rows?.length === 0 ? <NoPhotoYet line={line} /> : null}
      {shown ? (
        <>
          <VerdictBanner inspection={shown} isOld={status.kind === "stopped"} />
          <LineNotes status={status} state={state} nowMs={nowMs} newest={rows?.[0]} />
          <NewestPhoto inspection={shown} />
          <VerdictStrip rows={rows ?? []} />
          <ShiftNumbers line={line} newest={rows?.[0]?.sequence ?? 0} />
        </>
      ) : null}
      <LineBar {...{ line, isWall, onWall, onLine, state }} />
    </div>
  );
}
