import { useFormatter, useTranslations } from "use-intl";
import type { components } from "../../api/schema.gen.ts";
import table from "../../components/table.module.css";

type Comparison = components["schemas"]["Comparison"];
type Row = { figure: string; candidate: string | number; running: string | number };

/** Two models side by side. */
export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const words = useTranslations("teach.compare");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const { heads, rows, notes } =
    comparison.on === "lesson" ? onLesson(comparison) : onInspections(comparison);

  function onLesson({ candidate, running, photos }: Extract<Comparison, { on: "lesson" }>) {
    const sides = [candidate, running] as const;
    const of = ({ events, trials }: { events: number; trials: number }) => `${events} / ${trials}`;
    const row = (figure: string, read: (side: typeof candidate) => string): Row => {
      return { figure, candidate: read(candidate), running: read(running) };
    };
    const labels = candidate.parts.map(({ label }) => label);
    const part = (side: typeof candidate, label: string) => side.parts.find((one) => one.label === label);
    return {
      heads: [
        words("candidate", { model: candidate.model, version: candidate.version }),
        words("current", { model: running.model, version: running.version }),
      ],
      rows: [
        row(words("exact"), ({ countExact }) => percent(countExact)),
        row(words("failed"), (side) => of(side.photos.failed)),
        row(words("review"), (side) => of(side.photos.review)),
        ...labels.flatMap((label) => [
          row(words("escapesOf", { label }), (side) => {
            const rate = part(side, label)?.escapes;
            return rate ? of(rate) : "–";
          }),
          row(words("falseRejectsOf", { label }), (side) => {
            const rate = part(side, label)?.falseRejects;
            return rate ? of(rate) : "–";
          }),
        ]),
      ],
      notes: sides
        .filter(({ learnedFrom }) => learnedFrom > 0)
        .map(({ model, version, learnedFrom: count }) =>
          words("learned", { model: `${model} ${version}`, count, photos }),
        ),
    };
  }

  function onInspections(one: Extract<Comparison, { on: "inspections" }>) {
    const { candidate, running, decided, replayed, flips, worse, reasons } = one;
    const figures = ["agree", "escapes", "falseRejects", "review"] as const;
    return {
      heads: [words("candidateShort"), words("recorded")],
      rows: figures.map((key) => ({
        figure: words(key),
        candidate: candidate[key],
        running: running[key],
      })),
      notes: [
        words("decided", { decided, replayed, flips }),
        worse ? words("worse", { reasons: reasons.join("; ") }) : words("notWorse"),
      ],
    };
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={table["scroll"]} aria-label={words("title")} tabIndex={0}>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{words("figure")}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ figure, candidate, running }) => (
              <tr key={figure}>
                <th scope="row">{figure}</th>
                <td>{candidate}</td>
                <td>{running}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}
