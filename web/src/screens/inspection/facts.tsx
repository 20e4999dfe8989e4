import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import style from "./facts.module.css";
import type { Inspection } from "./inspection.ts";

/** Which widget, where and when, by which recipe and model. */
export function Facts({ inspection }: { inspection: Inspection }) {
  const words = useTranslations("inspection.facts");
  const format = useFormatter();
  const { source, recipe, recognizer, textReader, receivedAt, inspectedAt } = inspection;
  const time = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium", timeStyle: "medium" });
  const model = (ref: NonNullable<typeof recognizer>) => `${ref.model} ${ref.version} (${ref.kind})`;
  const facts: [name: string, value: ReactNode][] = [
    [words("serial"), source.serial],
    [words("lot"), source.lot],
    [
      words("line"),
      source.line && (
        <Link to="/line" search={{ line: source.line }}>
          {source.line}
        </Link>
      ),
    ],
    [words("station"), source.station],
    [words("camera"), source.camera],
    [words("fileName"), source.fileName],
    [words("received"), time(receivedAt)],
    [words("inspected"), time(inspectedAt)],
    [words("recipe"), `${recipe.id} v${recipe.version}`],
    [words("model"), recognizer && model(recognizer)],
    [words("textReader"), textReader && model(textReader)],
  ];
  return (
    <dl className={style["facts"]}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
