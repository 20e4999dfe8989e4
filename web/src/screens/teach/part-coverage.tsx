import { useTranslations } from "use-intl";
import table from "../../components/table.module.css";
import type { Lesson } from "./use-lesson.ts";

/** See docs/teaching.md: a part is to be seen a few times, and so is its lack. */
const ENOUGH = { photos: 10, withPart: 5, without: 3 } as const;

/** How often each part is marked, and what is still too few. */
export function PartCoverage({ lesson }: { lesson: Lesson }) {
  const words = useTranslations("teach.coverage");
  const { parts, photos } = lesson;
  const unmarked = photos.filter(({ boxes }) => boxes.length === 0).length;
  const advice = (shown: number, empty: number) => {
    const needed = [
      ...(shown < ENOUGH.withPart ? [words("more", { count: ENOUGH.withPart - shown })] : []),
      ...(empty < ENOUGH.without ? [words("empty", { count: ENOUGH.without - empty })] : []),
    ];
    return needed.join("; ") || words("enough");
  };
  return (
    <>
      {photos.length < ENOUGH.photos ? (
        <p>{words("photosMore", { count: ENOUGH.photos - photos.length })}</p>
      ) : null}
      {unmarked > 0 ? <p>{words("unmarked", { count: unmarked })}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={table["scroll"]} aria-label={words("title")} tabIndex={0}>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{words("part")}</th>
              <th scope="col">{words("boxes")}</th>
              <th scope="col">{words("photos")}</th>
              <th scope="col">{words("without")}</th>
              <th scope="col">{words("advice")}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ label, boxes, photos: shown, empty }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{boxes}</td>
                <td>{shown}</td>
                <td>{empty}</td>
                <td>{advice(shown, empty)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
