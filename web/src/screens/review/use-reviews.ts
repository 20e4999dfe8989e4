import { useCallback, useEffect, useRef, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import {
  decide,
  giveBack,
  type Outcome,
  type Review,
  renew,
  takeBack,
  takeNext,
  type Waiting,
} from "./review-queue.ts";

/** The one that is looked at, and the one after it, whose photo is loaded meanwhile. */
const HELD = 2;
const ASK_AGAIN_MS = 5000;
/** A claim holds for two minutes. */
const RENEW_MS = 45_000;

/**
 * The reviews in the hands of this tab. They are kept while it is open and given back when it is left; one that was lost
 * to somebody else goes, and `problem` says so.
 */
export function useReviews() {
  const [held, setHeld] = useState<readonly Review[]>([]);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [waiting, setWaiting] = useState<Waiting>();
  const [isDry, setDry] = useState(false);
  const [decided, setDecided] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState(0);
  const mine = useRef(held);
  mine.current = held;
  const isGone = useRef(false);

  const drop = useCallback((review: Review) => {
    setHeld((all) => all.filter(({ claim }) => claim !== review.claim));
    setDry(false);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says to ask again
  useEffect(() => {
    if (held.length >= HELD) return;
    const timer = setTimeout(
      async () => {
        try {
          const { review, ...counts } = await takeNext([...skipped]);
          if (review && isGone.current) return giveBack(review);
          setWaiting(counts);
          setDry(!review);
          if (review) setHeld((all) => [...all, review]);
        } catch (error) {
          setDry(true);
          if (problemOf(error)) setProblem(error);
        } finally {
          setAsked((times) => times + 1);
        }
      },
      isDry ? ASK_AGAIN_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [held.length, skipped, asked]);

  useEffect(() => {
    isGone.current = false;
    const renewAll = () => {
      for (const review of mine.current) {
        renew(review).catch((error: unknown) => {
          // Not reached is not lost: it is tried again, and the decision itself tells.
          if (!problemOf(error)) return;
          if (mine.current[0]?.claim === review.claim) setProblem(error);
          drop(review);
        });
      }
    };
    const seen = () => document.visibilityState === "visible" && renewAll();
    const leave = () => {
      for (const review of mine.current) void giveBack(review);
    };
    const timer = setInterval(renewAll, RENEW_MS);
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("pagehide", leave);
    return () => {
      isGone.current = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [drop]);

  /** One thing at a time: a second key while the first is under way does nothing. @returns whether it was done */
  async function act(step: () => Promise<void>): Promise<boolean> {
    if (isBusy) return false;
    setBusy(true);
    setProblem(undefined);
    try {
      await step();
      return true;
    } catch (error) {
      setProblem(error ?? new Error("no answer"));
      return false;
    } finally {
      setBusy(false);
    }
  }

  const current = held[0];
  return {
    current,
    next: held[1],
    waiting,
    skipped: skipped.length,
    /** Asked, and nothing is left for this tab. */
    isEmpty: isDry && held.length === 0,
    canUndo: decided.length > 0,
    problem,
    isBusy,

    decide: (verdict: Outcome, reason: string) =>
      act(async () => {
        if (!current) return;
        try {
          await decide(current, verdict, reason);
        } catch (error) {
          if (problemOf(error)?.status === 409) drop(current);
          throw error;
        }
        setDecided((all) => [...all, current.inspection.id]);
        drop(current);
      }),

    undo: (reason: string) =>
      act(async () => {
        const last = decided.at(-1);
        if (last === undefined) return;
        const review = await takeBack(last, reason);
        setDecided((all) => all.slice(0, -1));
        setHeld((all) => [review, ...all]);
      }),

    skip: () =>
      act(async () => {
        if (!current) return;
        setSkipped((all) => [...all, current.inspection.id]);
        drop(current);
        await giveBack(current);
      }),

    /** Look at the skipped ones after all. */
    startOver() {
      setSkipped([]);
      setDry(false);
    },
  };
}
