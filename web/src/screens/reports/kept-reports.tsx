import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import { useLanguage } from "../../words/language.ts";
import style from "./reports-screen.module.css";

const FORMATS = ["pdf", "html", "xlsx", "csv", "json"] as const;

/** The newest reports that were made on a schedule and sealed with the evidence. */
export function KeptReports() {
  const words = useTranslations("reports.kept");
  const forms = useTranslations("reports.download");
  const format = useFormatter();
  const [language] = useLanguage();
  const { data, error } = $api.useQuery("get", "/v1/reports/kept", { params: { query: { limit: 20 } } });
  const time = (iso: string, timeZone: string) =>
    format.dateTime(new Date(iso), { timeZone, dateStyle: "medium", timeStyle: "short" });
  return (
    <Panel title={words("title")}>
      <p>{data?.items.length === 0 ? words("none") : words("what")}</p>
      <ProblemNote error={error} />
      {data && data.items.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div className={table["scroll"]} tabIndex={0}>
          <table className={table["table"]}>
            <thead>
              <tr>
                <th scope="col">{words("name")}</th>
                <th scope="col">{words("from")}</th>
                <th scope="col">{words("before")}</th>
                <th scope="col" data-number>
                  {words("photos")}
                </th>
                <th scope="col">{forms("title")}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ id, name, from, to, timeZone, counts }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{time(from, timeZone)}</td>
                  <td>{time(to, timeZone)}</td>
                  <td data-number>{format.number(counts.received)}</td>
                  <td>
                    <span className={style["forms"]}>
                      {FORMATS.map((form) => (
                        <a
                          key={form}
                          href={`/v1/reports/kept/${id}?${new URLSearchParams({ format: form, language })}`}
                          download={form !== "html"}
                        >
                          {form.toUpperCase()}
                        </a>
                      ))}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Panel>
  );
}
