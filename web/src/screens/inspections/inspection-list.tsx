import { useNavigate } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Loading } from "../../app/loading.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useKeys } from "../../components/use-keys.ts";
import type { InspectionSummary } from "../../live/live-connection.ts";
import style from "./inspection-list.module.css";
import { InspectionRow } from "./inspection-row.tsx";
import { NothingFound } from "./nothing-found.tsx";

type InspectionListProps = {
  rows: InspectionSummary[] | undefined;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isPlaceholderData: boolean;
  fetchNextPage(): unknown;
  isFiltered: boolean;
  onClear(): void;
};

const ROW_PX = 76;
/** Rows from the end at which the next page is asked for. */
const AHEAD = 30;

/** Only the rows that are seen are in the page, however many were read. */
export function InspectionList(props: InspectionListProps) {
  const { rows, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = props;
  const words = useTranslations("inspections");
  const navigate = useNavigate();
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<number>();
  const count = rows?.length ?? 0;
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (i) => rows?.[i]?.id ?? i,
  });
  const seen = virtualizer.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;

  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && count > 0 && last > count - AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, count, last, fetchNextPage]);

  function go(index: number) {
    const next = Math.min(Math.max(0, index), count - 1);
    if (next < 0) return;
    setActive(next);
    virtualizer.scrollToIndex(next, { align: "auto" });
    // The row may have to be made first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        list.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus({ preventScroll: true }),
      ),
    );
  }
  const next = () => go(active === undefined ? 0 : active + 1);
  const previous = () => go(active === undefined ? 0 : active - 1);
  useKeys({
    j: next,
    ArrowDown: next,
    k: previous,
    ArrowUp: previous,
    Home: () => go(0),
    End: () => go(count - 1),
    Enter() {
      const chosen = active === undefined ? undefined : rows?.[active];
      if (chosen) void navigate({ to: "/inspections/$id", params: { id: chosen.id } });
    },
  });

  return (
    <>
      <ProblemNote error={error} />
      {rows === undefined && !error ? <Loading /> : null}
      {rows?.length === 0 ? <NothingFound isFiltered={props.isFiltered} onClear={props.onClear} /> : null}
      <ol
        ref={list}
        className={style["list"]}
        aria-label={words("title")}
        aria-busy={isPlaceholderData}
        hidden={count === 0}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {seen.map(({ index, key, start }) => {
          const row = rows?.[index];
          return row ? (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={hasNextPage ? -1 : count}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <InspectionRow inspection={row} onFocus={() => setActive(index)} />
            </li>
          ) : null;
        })}
      </ol>
      <p className={style["end"]}>
        {count === 0 ? null : hasNextPage ? words("goesOn", { count }) : words("isAll", { count })}
      </p>
    </>
  );
}
