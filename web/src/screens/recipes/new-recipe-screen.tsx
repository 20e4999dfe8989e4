import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { stringify } from "yaml";
import { Page } from "../../components/page.tsx";
import { RecipeEditor } from "./recipe-editor.tsx";
import { useDraft } from "./use-draft.ts";

const route = getRouteApi("/recipes/new");

/** A recipe for a widget that has none. */
export function NewRecipeScreen() {
  const words = useTranslations("recipes");
  const { model } = route.useSearch();
  const draft = useDraft(
    `new:${model ?? ""}`,
    stringify({
      id: "",
      version: 1,
      title: "",
      recognizer: { kind: "embedded", model: model ?? "" },
      parts: [],
    }),
  );
  return (
    <Page title={words("new")}>
      <RecipeEditor draft={draft} recipeId={undefined} />
    </Page>
  );
}
