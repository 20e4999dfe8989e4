import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Choice } from "../../components/choice.tsx";
import { Panel } from "../../components/panel.tsx";
import table from "../../components/table.module.css";
import style from "./places-on-photo.module.css";
import type { PublishedRecipe } from "./recipe-requests.ts";
import { recipeText } from "./recipe-text.ts";
import { YamlComparison } from "./yaml-comparison.tsx";

const DRAFT = "draft";

type VersionsPanelProps = {
  /** The highest first. */
  versions: readonly PublishedRecipe[];
  /** What is being written, if anything is. */
  draft: string | undefined;
};

/** Who published what, when and why; and what differs between two versions. */
export function VersionsPanel({ versions, draft }: VersionsPanelProps) {
  const words = useTranslations("recipes.versions");
  const format = useFormatter();
  const texts = new Map<string, string>([
    ...(draft === undefined ? [] : [[DRAFT, draft] as const]),
    ...versions.map(({ recipe }) => [String(recipe.version), recipeText(recipe)] as const),
  ]);
  const keys = [...texts.keys()];
  const [after, setAfter] = useState(keys[0] ?? "");
  const [before, setBefore] = useState(keys[1] ?? keys[0] ?? "");
  const options = keys.map((value) => ({
    value,
    text: value === DRAFT ? words("draft") : words("version", { version: value }),
  }));

  return (
    <Panel title={words("title")}>
      <div className={table["scroll"]}>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th>{words("number")}</th>
              <th>{words("published")}</th>
              <th>{words("by")}</th>
              <th>{words("reason")}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ recipe, publishedAt, publishedBy, reason }) => (
              <tr key={recipe.version}>
                <th scope="row">{recipe.version}</th>
                <td>{format.dateTime(new Date(publishedAt), { dateStyle: "medium", timeStyle: "short" })}</td>
                <td>{publishedBy}</td>
                <td>{reason ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {keys.length < 2 ? (
        <p>{words("onlyOne")}</p>
      ) : (
        <>
          <div className={style["tools"]}>
            <Choice label={words("from")} value={before} options={options} onChange={setBefore} />
            <Choice label={words("to")} value={after} options={options} onChange={setAfter} />
          </div>
          {before === after || texts.get(before) === texts.get(after) ? (
            <p>{words("same")}</p>
          ) : (
            <YamlComparison
              label={words("difference")}
              before={texts.get(before) ?? ""}
              after={texts.get(after) ?? ""}
            />
          )}
        </>
      )}
    </Panel>
  );
}
