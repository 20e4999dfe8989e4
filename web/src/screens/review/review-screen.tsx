import { useEffect, useRef, useState } from "react";
import type { ReactZoomPanPinchRef } from "react-zoom-pan-pinch";
import { useFormatter, useTranslations } from "use-intl";
import { Loading } from "../../app/loading.tsx";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { type Choice, DecisionPanel, outcomeOf, PRESETS } from "./decision-panel.tsx";
import { Doubts } from "./doubts.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { originalUrl, ReviewPhoto } from "./review-photo.tsx";
import type { Outcome } from "./review-queue.ts";
import style from "./review-screen.module.css";
import { useReviews } from "./use-reviews.ts";

/** One inspection after the other, by keyboard: what and why are two keys, and the next one is there. */
export function ReviewScreen() {
  const words = useTranslations("review");
  const format = useFormatter();
  const reviews = useReviews();
  const { current, next, waiting, canUndo, isBusy } = reviews;
  const [choice, setChoice] = useState<Choice>();
  const [showsAnalyzed, setShowsAnalyzed] = useState(false);
  const zoom = useRef<ReactZoomPanPinchRef>(null);

  const decide = async (verdict: Outcome, reason: string) => {
    if (await reviews.decide(verdict, reason)) setChoice(undefined);
  };
  const undo = () => canUndo && void reviews.undo(words("undoReason"));
  const skip = () => current && void reviews.skip().then(() => setChoice(undefined));
  const choose = (name: Choice) => current && setChoice(name);
  const toggle = () => setShowsAnalyzed((is) => !is);
  const byReason = (key: string) => {
    if (!current || !choice) return;
    const outcome = outcomeOf(current, choice);
    const preset = PRESETS[outcome].find((known) => known === key);
    if (preset) void decide(outcome, words(`presets.${outcome}.${preset}`));
  };
  useKeys({
    ...both("a", () => choose("agree")),
    ...both("o", () => choose("overrule")),
    ...both("s", skip),
    ...both("u", undo),
    ...both("v", toggle),
    ...both("f", () => zoom.current?.resetTransform()),
    ...both("t", () => document.getElementById("own-reason")?.focus()),
    ...Object.fromEntries(["1", "2", "3", "4", "5"].map((key) => [key, () => byReason(key)])),
    "+": () => zoom.current?.zoomIn(),
    "-": () => zoom.current?.zoomOut(),
    Escape: () => setChoice(undefined),
  });
  usePreloaded(next && originalUrl(next.inspection.id));

  const counts = waiting && (
    <p className={style["counts"]} role="status">
      {words("waiting", { count: waiting.waiting })}
      {waiting.oldestQueuedAt
        ? ` · ${words("oldest", { age: format.relativeTime(new Date(waiting.oldestQueuedAt), new Date()) })}`
        : ""}
    </p>
  );
  const undoButton = (
    <Button isDisabled={!canUndo || isBusy} onPress={undo}>
      {words("undo")} <kbd>U</kbd>
    </Button>
  );
  if (!current) {
    return (
      <Page title={words("title")} actions={counts}>
        <ProblemNote error={reviews.problem} />
        {reviews.isEmpty ? (
          <NothingWaits
            skipped={reviews.skipped}
            heldByOthers={waiting?.held ?? 0}
            onStartOver={reviews.startOver}
          >
            {canUndo ? undoButton : null}
          </NothingWaits>
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  const { inspection, reason, queuedAt } = current;
  return (
    <Page title={words("title")} actions={counts}>
      <div className={style["columns"]}>
        <ReviewPhoto key={inspection.id} {...{ inspection, showsAnalyzed, zoom }} onToggle={toggle} />
        <div className={style["side"]}>
          <div role="status">
            <h2>{inspection.source.serial ?? inspection.source.fileName}</h2>
            <p className={style["facts"]}>
              {[inspection.recipe.id, inspection.source.line, inspection.source.station]
                .filter((fact) => fact !== undefined)
                .join(" · ")}
              {" · "}
              {format.relativeTime(new Date(queuedAt), new Date())}
            </p>
            <p>{words(`reasons.${reason}`)}</p>
          </div>
          <Doubts review={current} />
          <DecisionPanel
            key={inspection.id}
            review={current}
            choice={choice}
            onChoose={setChoice}
            onDecide={(verdict, why) => void decide(verdict, why)}
          />
          <ProblemNote error={reviews.problem} />
          <div className={style["foot"]}>
            <Button isDisabled={isBusy} onPress={skip}>
              {words("skip")} <kbd>S</kbd>
            </Button>
            {undoButton}
          </div>
        </div>
      </div>
    </Page>
  );
}

/** A letter as small and as capital, so that caps lock does no harm. */
function both(letter: string, act: () => void): Record<string, () => void> {
  return { [letter]: act, [letter.toUpperCase()]: act };
}

/** Loads a photo before it is shown. */
function usePreloaded(url: string | undefined): void {
  useEffect(() => {
    if (url) new Image().src = url;
  }, [url]);
}
