import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import { useSession } from "../../session/use-session.ts";
import { mayPublish } from "./may-publish.ts";
import type { PublishedRecipe } from "./recipe-requests.ts";

/** What widgets are judged by, newest versions. */
export function RecipesScreen() {
  const words = useTranslations("recipes");
  const { session } = useSession();
  const { data, error } = $api.useQuery("get", "/v1/recipes");
  const canWrite = mayPublish(session);

  if (data?.items.length === 0) {
    return (
      <EmptyState title={words("empty.title")}>
        <p>{words("empty.what")}</p>
        {canWrite ? (
          <p>
            <Link to="/teach">{words("empty.teach")}</Link> · <Link to="/recipes/new">{words("new")}</Link>
          </p>
        ) : null}
      </EmptyState>
    );
  }
  return (
    <Page title={words("title")} actions={canWrite ? <Link to="/recipes/new">{words("new")}</Link> : null}>
      <ProblemNote error={error} />
      <div className={table["scroll"]}>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th>{words("columns.recipe")}</th>
              <th>{words("columns.version")}</th>
              <th>{words("columns.parts")}</th>
              <th>{words("columns.recognizer")}</th>
              <th>{words("columns.published")}</th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map((published) => (
              <RecipeRow key={published.recipe.id} {...published} />
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}

function RecipeRow({ recipe, publishedAt, publishedBy }: PublishedRecipe) {
  const format = useFormatter();
  return (
    <tr>
      <th scope="row">
        <Link to="/recipes/$id" params={{ id: recipe.id }}>
          {recipe.title}
        </Link>
        <br />
        <small>{recipe.id}</small>
      </th>
      <td>{recipe.version}</td>
      <td>{recipe.parts.length}</td>
      <td>
        {recipe.recognizer.model} <small>({recipe.recognizer.kind})</small>
      </td>
      <td>
        {format.dateTime(new Date(publishedAt), { dateStyle: "medium", timeStyle: "short" })}
        <br />
        <small>{publishedBy}</small>
      </td>
    </tr>
  );
}
