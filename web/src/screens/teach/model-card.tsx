import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import style from "./model.module.css";
import { RateBar } from "./rate-bar.tsx";
import type { Lesson } from "./use-lesson.ts";
import { WorstPhotos } from "./worst-photos.tsx";

type Card = components["schemas"]["ModelCard"];
const LOOKS = ["find", "golden", "normal", "imported"] as const;

/** What a model says of itself: how it looks and why, and what to expect of it. */
export function ModelCard({ lesson, name, version }: { lesson: Lesson; name: string; version: string }) {
  const words = useTranslations("teach.card");
  const format = useFormatter();
  const { data: card, error } = $api.useQuery("get", "/v1/models/{name}", {
    params: { path: { name }, query: { version } },
  });
  const look = LOOKS.find((one) => one === card?.mode);
  return (
    <Panel
      title={words("title", { name, version })}
      actions={
        <Link to="/recipes/new" search={{ model: name }} className={style["use"]}>
          {words("use")}
        </Link>
      }
    >
      <ProblemNote error={error} />
      {card ? (
        <>
          <p>
            {words("taught", {
              photos: card.photos ?? lesson.photos.length,
              when: format.dateTime(new Date(card.createdAt), { dateStyle: "medium", timeStyle: "short" }),
            })}{" "}
            {look ? words(`looks.${look}`) : null}
          </p>
          {card.choice ? <p>{words("why", { reason: card.choice.reason })}</p> : null}
          {card.unaligned ? <p>{words("unaligned", { count: card.unaligned })}</p> : null}
          <Expectation card={card} />
          {card.tried ? <WorstPhotos lesson={lesson} worst={card.worst} /> : null}
        </>
      ) : null}
    </Panel>
  );
}

function Expectation({ card: { tried, proposal } }: { card: Card }) {
  const words = useTranslations("teach.card");
  const format = useFormatter();
  if (!tried || !proposal) return <p>{words("unknown")}</p>;
  const { parts, photos, escapeTarget } = proposal;
  const target = format.number(escapeTarget, { style: "percent", maximumFractionDigits: 2 });
  return (
    <>
      <p>{words("tried", { photos: tried.photos })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={table["scroll"]} aria-label={words("escapes")} tabIndex={0}>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{words("part")}</th>
              <th scope="col">{words("from")}</th>
              <th scope="col">{words("escapes")}</th>
              <th scope="col">{words("falseRejects")}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ label, minConfidence, escapes, falseRejects }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{format.number(minConfidence, { style: "percent" })}</td>
                <td>
                  <RateBar rate={escapes} oneSided />
                </td>
                <td>
                  <RateBar rate={falseRejects} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={style["soft"]}>{words("escapeHelp")}</p>
      <p>
        {words("photosLine", {
          failed: photos.failed.events,
          trials: photos.failed.trials,
          review: photos.review.events,
        })}{" "}
        {parts.every(({ proven }) => proven) ? words("proven", { target }) : words("unproven", { target })}
      </p>
      {tried.twoScenes ? <p>{words("twoScenes")}</p> : null}
    </>
  );
}
