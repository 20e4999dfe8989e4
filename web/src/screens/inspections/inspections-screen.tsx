import { getRouteApi } from "@tanstack/react-router";
import { Download, Keyboard } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Page } from "../../components/page.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { FilterBar } from "./filter-bar.tsx";
import { queryOf } from "./inspection-filter.ts";
import { InspectionList } from "./inspection-list.tsx";
import style from "./inspections-screen.module.css";
import { KeysDialog } from "./keys-dialog.tsx";
import { useInspectionPages } from "./use-inspection-pages.ts";
import { useNews } from "./use-news.ts";

const route = getRouteApi("/inspections");

/** Every inspection, as many as there are: the address says which, so that it can be sent to somebody. */
export function InspectionsScreen() {
  const words = useTranslations("inspections");
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const pages = useInspectionPages(filter);
  const { refetch } = pages;
  const readAnew = useCallback(() => void refetch(), [refetch]);
  const [news, forgetNews] = useNews(filter, readAnew);
  const [showsKeys, setShowsKeys] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    "/": () => search.current?.focus(),
    "?": () => setShowsKeys(true),
  });

  function showNews() {
    window.scrollTo({ top: 0 });
    void refetch().then(forgetNews);
  }

  return (
    <Page
      title={words("title")}
      actions={
        <div className={style["actions"]}>
          <a
            className={style["link"]}
            href={`/v1/inspections.csv?${new URLSearchParams(queryOf(filter))}`}
            download
          >
            <Download aria-hidden="true" />
            {words("csv")}
          </a>
          <Button onPress={() => setShowsKeys(true)}>
            <Keyboard aria-hidden="true" />
            {words("keys.title")}
          </Button>
        </div>
      }
    >
      <FilterBar
        filter={filter}
        search={search}
        onFilter={(changed) =>
          void navigate({ search: (old) => queryOf({ ...old, ...changed }), replace: true })
        }
        onClear={() => void navigate({ search: {} })}
      />
      <div role="status" className={style["news"]}>
        {news > 0 ? (
          <Button primary onPress={showNews}>
            {words("news", { count: news })}
          </Button>
        ) : null}
      </div>
      <InspectionList
        {...pages}
        isFiltered={Object.keys(queryOf(filter)).length > 0}
        onClear={() => void navigate({ search: {} })}
      />
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </Page>
  );
}
