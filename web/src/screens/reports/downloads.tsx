import { useTranslations } from "use-intl";
import { Panel } from "../../components/panel.tsx";
import { useLanguage } from "../../words/language.ts";
import style from "./reports-screen.module.css";
import type { ReportQuery } from "./use-report.ts";

const FORMS = [
  { format: "pdf", paper: "A4" },
  { format: "pdf", paper: "LETTER" },
  { format: "html" },
  { format: "xlsx" },
  { format: "csv" },
  { format: "json" },
] as const;

/** The same numbers as files, in the reader's language. */
export function Downloads({ query }: { query: ReportQuery }) {
  const words = useTranslations("reports.download");
  const [language] = useLanguage();
  return (
    <Panel title={words("title")}>
      <p>{words("what")}</p>
      <ul className={style["forms"]}>
        {FORMS.map((form) => {
          const search = new URLSearchParams({ ...query, ...form, language });
          const name = form.format === "pdf" ? (`pdf${form.paper}` as const) : form.format;
          return (
            <li key={name}>
              <a
                href={`/v1/reports?${search}`}
                download={form.format !== "html"}
                {...(form.format === "html" ? { target: "_blank", rel: "noreferrer" } : {})}
              >
                {words(name)}
              </a>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
