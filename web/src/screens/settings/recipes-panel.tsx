import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import style from "./settings-screen.module.css";

/** Who is told and how long evidence is locked: each recipe says so itself, so that it is versioned and sealed with it. */
export function RecipesPanel() {
  const words = useTranslations("settings.recipes");
  const { data, error } = $api.useQuery("get", "/v1/recipes");
  return (
    <Panel title={words("title")}>
      <p className={style["soft"]}>{words("what")}</p>
      <ProblemNote error={error} />
      {data?.items.length === 0 ? <p>{words("none")}</p> : null}
      {data && data.items.length > 0 ? (
        <div className={table["scroll"]}>
          <table className={table["table"]}>
            <thead>
              <tr>
                <th scope="col">{words("recipe")}</th>
                <th scope="col">{words("told")}</th>
                <th scope="col">{words("when")}</th>
                <th scope="col">{words("retention")}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ recipe }) => (
                <RecipeRow key={recipe.id} recipe={recipe} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Panel>
  );
}

function RecipeRow({ recipe }: { recipe: components["schemas"]["Recipe"] }) {
  const words = useTranslations("settings.recipes");
  const { to = [], when = "fail-and-review", channels = [], rules } = recipe.notify ?? {};
  const told = [...to.map(addressOf), ...channels.map(({ name }) => name)];
  return (
    <tr>
      <th scope="row">
        <Link to="/recipes/$id" params={{ id: recipe.id }}>
          {recipe.title}
        </Link>
      </th>
      <td>
        {told.length === 0 ? words("nobody") : null}
        {told.map((one) => (
          <div key={one}>{one}</div>
        ))}
      </td>
      <td>
        {rules?.map((rule) => (
          <div key={JSON.stringify(rule)}>{[words(`rules.${rule.when}`), ...toldBy(rule)].join(" · ")}</div>
        )) ?? words(`whens.${when}`)}
      </td>
      <td>{words("days", { count: recipe.retentionDays ?? DEFAULT_RETENTION_DAYS })}</td>
    </tr>
  );
}

type Notify = NonNullable<components["schemas"]["Recipe"]["notify"]>;

/** Whom a rule tells beside, or instead of, those of the whole recipe. */
function toldBy({ to = [], channels = [] }: NonNullable<Notify["rules"]>[number]): string[] {
  return [...to.map(addressOf), ...channels];
}

function addressOf(one: NonNullable<Notify["to"]>[number]): string {
  return typeof one === "string" ? one : one.address;
}

/** What the API takes where a recipe says nothing. */
const DEFAULT_RETENTION_DAYS = 1096;
