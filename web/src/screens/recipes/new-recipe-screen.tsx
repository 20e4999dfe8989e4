import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { stringify } from "yaml";
import { $api } from "../../api/client.ts";
import { FailedScreen } from "../../app/failed-screen.tsx";
import { Loading } from "../../app/loading.tsx";
import { Page } from "../../components/page.tsx";
import { RecipeEditor } from "./recipe-editor.tsx";
import { useDraft } from "./use-draft.ts";

const route = getRouteApi("/recipes/new");

const EMPTY = stringify({
  id: "",
  version: 1,
  title: "",
  recognizer: { kind: "embedded", model: "" },
  parts: [],
});

/** A recipe for a widget that has none: what a model proposes for it, or nothing yet. */
export function NewRecipeScreen() {
  const { model } = route.useSearch();
  return model === undefined ? (
    <NewRecipe about="" text={EMPTY} />
  ) : (
    <ProposedRecipe key={model} model={model} />
  );
}

function ProposedRecipe({ model }: { model: string }) {
  const { data, error, refetch } = $api.useQuery(
    "post",
    "/v1/models/{name}/proposed-recipe",
    { params: { path: { name: model } }, body: {} },
    // What somebody has begun to write over must not change below them.
    { staleTime: Number.POSITIVE_INFINITY },
  );
  if (error) return <FailedScreen error={error} reset={() => void refetch()} />;
  return data ? <NewRecipe about={model} text={data.yaml} /> : <Loading />;
}

function NewRecipe({ about, text }: { about: string; text: string }) {
  const words = useTranslations("recipes");
  return (
    <Page title={words("new")}>
      <RecipeEditor draft={useDraft(`new:${about}`, text)} recipeId={undefined} />
    </Page>
  );
}
