import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { FailedScreen } from "../../app/failed-screen.tsx";
import { Loading } from "../../app/loading.tsx";
import { Page } from "../../components/page.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { useSession } from "../../session/use-session.ts";
import { mayPublish } from "./may-publish.ts";
import { RecipeEditor } from "./recipe-editor.tsx";
import { isRecipeTab, RECIPE_TABS } from "./recipe-tabs.ts";
import { recipeText } from "./recipe-text.ts";
import { ReplayPanel } from "./replay-panel.tsx";
import { useDraft } from "./use-draft.ts";
import { VersionsPanel } from "./versions-panel.tsx";

const route = getRouteApi("/recipes/$id");

/** One recipe: its next version as it is being written, what it would change, and the versions before. */
export function RecipeScreen() {
  const { id } = route.useParams();
  const { data, error, refetch } = $api.useQuery("get", "/v1/recipes/{id}/versions", {
    params: { path: { id } },
  });
  if (error) return <FailedScreen error={error} reset={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Versions key={id} id={id} versions={data.items} />;
}

type Versions = { id: string; versions: Parameters<typeof VersionsPanel>[0]["versions"] };

function Versions({ id, versions }: Versions) {
  const words = useTranslations("recipes");
  const { tab = "edit" } = route.useSearch();
  const navigate = route.useNavigate();
  const { session } = useSession();
  const newest = versions[0]?.recipe;
  const next = newest ? recipeText({ ...newest, version: newest.version + 1 }) : "";
  const draft = useDraft(`${id}@${newest?.version ?? 0}`, next);
  const canWrite = mayPublish(session);
  const shown = RECIPE_TABS.filter((name) => canWrite || name === "versions");
  const current = shown.includes(tab) ? tab : "versions";

  return (
    <Page title={newest?.title ?? id}>
      <Tabs
        label={words("title")}
        selected={current}
        onSelect={(key) => isRecipeTab(key) && void navigate({ search: { tab: key }, replace: true })}
        tabs={[
          {
            id: "edit",
            title: words("tabs.edit", { version: String((newest?.version ?? 0) + 1) }),
            content: <RecipeEditor draft={draft} recipeId={id} />,
          },
          {
            id: "replay",
            title: words("tabs.replay"),
            content: <ReplayPanel recipeId={id} text={draft.text} />,
          },
          {
            id: "versions",
            title: words("tabs.versions", { count: versions.length }),
            content: <VersionsPanel versions={versions} draft={draft.isChanged ? draft.text : undefined} />,
          },
        ].filter(({ id: name }) => shown.some((allowed) => allowed === name))}
      />
    </Page>
  );
}
