import { useParams } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Loading } from "../../app/loading.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { useLanguage } from "../../words/language.ts";
import style from "./kept-report-screen.module.css";

const FORMS = ["html", "pdf", "xlsx", "csv", "json"] as const;
const COUNTS = ["received", "pass", "fail", "review", "rejected", "deadLetters", "inTheLine"] as const;

/** A report that was made on a schedule and sealed: what is known of it, and its files. */
export function KeptReportScreen() {
  const words = useTranslations("keptReport");
  const format = useFormatter();
  const [language] = useLanguage();
  const { id } = useParams({ from: "/reports/kept/$id" });
  const { data: report, error } = $api.useQuery("get", "/v1/reports/kept/{id}", { params: { path: { id } } });
  if (error) return <ProblemNote error={error} />;
  if (!report || typeof report === "string") return <Loading />;
  const { timeZone } = report;
  const time = (iso: string) =>
    format.dateTime(new Date(iso), { dateStyle: "medium", timeStyle: "short", timeZone });
  const facts: [string, string][] = [
    [words("range"), words("between", { from: time(report.from), to: time(report.to), timeZone })],
    ...(report.recipe === undefined ? [] : [[words("recipe"), report.recipe] satisfies [string, string]]),
    ...(report.line === undefined ? [] : [[words("line"), report.line] satisfies [string, string]]),
    ...COUNTS.map((name): [string, string] => [words(`counts.${name}`), format.number(report.counts[name])]),
    [words("sequence"), String(report.sequence)],
    [words("sha256"), report.entrySha256],
  ];
  return (
    <Page title={words(`title.${report.every}`)}>
      <nav aria-label={words("forms")}>
        <ul className={style["forms"]}>
          {FORMS.map((form) => (
            <li key={form}>
              <a
                href={`/v1/reports/kept/${encodeURIComponent(id)}?format=${form}&language=${language}`}
                {...(form === "html" ? {} : { download: true })}
              >
                {words(`form.${form}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <dl className={style["facts"]}>
        {facts.map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
      </dl>
      <p>{words("sealed")}</p>
    </Page>
  );
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
