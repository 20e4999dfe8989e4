import { useFormatter, useTranslations } from "use-intl";
import type { paths } from "../../api/schema.gen.ts";
import { Panel } from "../../components/panel.tsx";
import style from "./standing-numbers.module.css";

type Flow = paths["/v1/flow"]["get"]["responses"][200]["content"]["application/json"];

/** Less than this share of the disk left, or less than this, is something to act on. */
const LITTLE_SHARE = 0.1;
const LITTLE_BYTES = 2e9;

/** What waits, how long, and how much room there is. */
export function StandingNumbers({ flow: { queue, reviews, messages, disk } }: { flow: Flow }) {
  const words = useTranslations("health.standing");
  const format = useFormatter();
  const gigabytes = (bytes: number) =>
    format.number(bytes / 1e9, { style: "unit", unit: "gigabyte", maximumFractionDigits: 1 });
  const isFull = disk && (disk.freeBytes < LITTLE_BYTES || disk.freeBytes / disk.totalBytes < LITTLE_SHARE);
  const seconds = format.number(Math.round(queue.oldestAgeMs / 1000), { style: "unit", unit: "second" });
  return (
    <Panel title={words("title")}>
      <dl className={style["numbers"]}>
        <div>
          <dt>{words("queue")}</dt>
          <dd>{format.number(queue.waiting + queue.inProgress)}</dd>
          <dd>{queue.waiting + queue.inProgress > 0 ? words("oldest", { age: seconds }) : words("idle")}</dd>
        </div>
        <div>
          <dt>{words("reviews")}</dt>
          <dd>{format.number(reviews.waiting)}</dd>
          <dd>
            {reviews.oldestQueuedAt
              ? words("oldest", { age: format.relativeTime(new Date(reviews.oldestQueuedAt), new Date()) })
              : words("noReviews")}
          </dd>
        </div>
        <div>
          <dt>{words("messages")}</dt>
          <dd>{format.number(messages.waiting + messages.sending)}</dd>
          <dd>
            {words("sent", { count: messages.sent })}
            {messages.failed + messages.unconfirmed > 0
              ? ` · ✕ ${words("stuck", { count: messages.failed + messages.unconfirmed })}`
              : ""}
          </dd>
        </div>
        {disk ? (
          <div data-bad={isFull}>
            <dt>{words("disk")}</dt>
            <dd>{gigabytes(disk.freeBytes)}</dd>
            <dd>
              {words("of", { total: gigabytes(disk.totalBytes) })}
              {isFull ? ` · ✕ ${words("full")}` : ""}
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  );
}
