import { Link } from "@tanstack/react-router";
import { useFormatter, useNow, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import style from "./settings-screen.module.css";

/** Lines are not set up anywhere: each photo says which it comes from. */
export function LinesPanel() {
  const words = useTranslations("settings.lines");
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const { data, error } = $api.useQuery("get", "/v1/lines");
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
                <th scope="col">{words("line")}</th>
                <th scope="col">{words("latest")}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ line, lastReceivedAt }) => (
                <tr key={line}>
                  <th scope="row">
                    <Link to="/inspections" search={{ line }}>
                      {line}
                    </Link>
                  </th>
                  <td>
                    <time dateTime={lastReceivedAt}>
                      {format.relativeTime(new Date(lastReceivedAt), now)}
                    </time>
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
