import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Loading } from "../../app/loading.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { InspectionView } from "./inspection-view.tsx";

const route = getRouteApi("/inspections/$id");
const PENDING_MS = 1_000;

/** One inspection: what the photo shows, why the verdict is what it is, and the proof of it. */
export function InspectionScreen() {
  const words = useTranslations("inspection");
  const { id } = route.useParams();
  const { data, error } = $api.useQuery(
    "get",
    "/v1/inspections/{id}",
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (state.data && "status" in state.data ? PENDING_MS : false) },
  );
  if (data && "verdict" in data) return <InspectionView key={data.id} inspection={data} />;
  return (
    <Page title={words("title")}>
      <ProblemNote error={error} />
      {data && "status" in data ? (
        <EmptyState title={words("pending")}>
          <p>{words("pendingHelp")}</p>
        </EmptyState>
      ) : null}
      {data || error ? null : <Loading />}
    </Page>
  );
}
