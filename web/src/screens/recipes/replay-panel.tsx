import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { FlipList } from "./flip-list.tsx";
import style from "./places-on-photo.module.css";
import { ReplayResult } from "./replay-result.tsx";
import { useReplay } from "./use-replay.ts";

const LIMITS = ["100", "500", "5000", "50000"] as const;

/** What the recipe as it is written now would have said of widgets that were inspected already. */
export function ReplayPanel({ recipeId, text }: { recipeId: string; text: string }) {
  const words = useTranslations("recipes.replay");
  const [limit, setLimit] = useState<(typeof LIMITS)[number]>("500");
  const { start, replay, text: replayed, isRunning, error } = useReplay(recipeId);
  return (
    <Panel title={words("title")}>
      <p>{words("what")}</p>
      <div className={style["tools"]}>
        <Choice
          label={words("limit")}
          value={limit}
          options={LIMITS.map((value) => ({ value, text: words("newest", { count: Number(value) }) }))}
          onChange={(value) => setLimit(value)}
        />
      </div>
      <div>
        <Button primary isDisabled={isRunning} onPress={() => start(text, { limit: Number(limit) })}>
          {words("start")}
        </Button>
      </div>
      <ProblemNote error={error} />
      {replay ? (
        <>
          {replayed === text ? null : <p role="status">{words("outdated")}</p>}
          <ReplayResult replay={replay} />
          <FlipList replay={replay} />
        </>
      ) : null}
    </Panel>
  );
}
