import { useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { ComparisonTable } from "./comparison-table.tsx";
import style from "./model.module.css";
import type { Lesson } from "./use-lesson.ts";

/** The model just taught beside another one on the lesson's photos, or beside what was recorded of a recipe. */
export function CompareModel({ lesson, name, version }: { lesson: Lesson; name: string; version: string }) {
  const words = useTranslations("teach.compare");
  const { data: models } = $api.useQuery("get", "/v1/models");
  const { data: recipes } = $api.useQuery("get", "/v1/recipes");
  const { data: taught } = $api.useQuery("get", "/v1/lessons/{id}/teaching", {
    params: { path: { id: lesson.id } },
  });
  const before = (taught?.items ?? [])
    .filter((one) => one.model === name && one.version !== undefined && one.version !== version)
    .slice(0, 1);
  const options = [
    ...before.map((one) => ({
      value: `model ${name} ${one.version}`,
      text: words("version", { name, version: one.version ?? "" }),
    })),
    ...(models?.items ?? [])
      .filter((one) => one.name !== name)
      .map((one) => ({
        value: `model ${one.name} ${one.version}`,
        text: words("model", { name: one.name }),
      })),
    ...(recipes?.items ?? []).map(({ recipe }) => ({
      value: `recipe ${recipe.id}`,
      text: words("recipe", { recipe: recipe.id }),
    })),
  ];
  const [chosen, setChosen] = useState<string>();
  const value = chosen ?? options[0]?.value;
  const compare = $api.useMutation("post", "/v1/models/{name}/comparison");
  const start = () => {
    const [kind, id = "", other] = value?.split(" ") ?? [];
    const params = { path: { name } };
    if (kind === "recipe") compare.mutate({ params, body: { on: "inspections", recipe: id, limit: 100 } });
    else if (other !== undefined)
      compare.mutate({
        params,
        body: { on: "lesson", lesson: lesson.id, version, with: { model: id, version: other }, limit: 50 },
      });
  };
  return (
    <Panel title={words("title")}>
      {value === undefined ? (
        <p>{words("nothing")}</p>
      ) : (
        <>
          <p>{words("help")}</p>
          <div className={style["form"]}>
            <Choice label={words("with")} options={options} value={value} onChange={setChosen} />
            <div>
              <Button isDisabled={compare.isPending} onPress={start}>
                {words("start")}
              </Button>
            </div>
          </div>
          <p role="status">{compare.isPending ? words("running") : ""}</p>
          <ProblemNote error={compare.error} />
          {compare.data ? <ComparisonTable comparison={compare.data} /> : null}
        </>
      )}
    </Panel>
  );
}
