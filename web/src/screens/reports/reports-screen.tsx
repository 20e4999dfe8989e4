import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { Downloads } from "./downloads.tsx";
import { ConfidenceSection, ImageQualitySection } from "./drift-sections.tsx";
import { FailRateSection } from "./fail-rate-section.tsx";
import { KeptReports } from "./kept-reports.tsx";
import { LatencySection } from "./latency-section.tsx";
import { MissingSection } from "./missing-section.tsx";
import { PeopleSection } from "./people-section.tsx";
import { ReportFigures } from "./report-figures.tsx";
import { ReportFilters } from "./report-filters.tsx";
import { rangeOf, todayIn } from "./report-search.ts";
import style from "./reports-screen.module.css";
import { type Report, useReport } from "./use-report.ts";
import { YieldSection } from "./yield-section.tsx";

/** How a line did over a shift, a day, a week or any range: charts, the same as tables, and as files. */
export function ReportsScreen() {
  const words = useTranslations("reports");
  const search = useSearch({ from: "/reports" });
  const navigate = useNavigate();
  const { span, recipe, line } = search;
  const { data: shift, error: shiftError } = $api.useQuery(
    "get",
    "/v1/shift",
    {},
    { enabled: span === "shift" },
  );
  const timeZone = search.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = todayIn(timeZone, new Date());
  const range = rangeOf(search, { timeZone, today, shift });
  const query = range && { ...range, ...(recipe ? { recipe } : {}), ...(line ? { line } : {}) };
  const { report, error, isFetching, isOfBefore } = useReport(query);
  return (
    <Page title={words("title")}>
      <ReportFilters
        search={search}
        timeZone={timeZone}
        today={today}
        onChange={(chosen) => navigate({ to: "/reports", search: chosen, replace: true })}
      />
      <ProblemNote error={shiftError ?? error} />
      <div className={style["reading"]} role="status">
        {isFetching ? <ProgressBar label={words("reading")} fraction={undefined} /> : null}
        {query || span !== "range" ? null : <p>{words("chooseRange")}</p>}
      </div>
      {report && query ? (
        <div className={style["report"]} aria-busy={isOfBefore}>
          <Sections report={report} />
          <Downloads query={query} />
        </div>
      ) : null}
      <KeptReports />
    </Page>
  );
}

function Sections({ report }: { report: Report }) {
  const words = useTranslations("reports");
  if (report.counts.received === 0) {
    return (
      <EmptyState title={words("empty.title")}>
        <p>{words("empty.what")}</p>
      </EmptyState>
    );
  }
  const hasQuality = report.imageQuality.length > 0;
  return (
    <>
      <ReportFigures report={report} />
      <div className={style["sections"]}>
        {report.madeFrom.inspections > 0 ? <YieldSection report={report} /> : null}
        {report.failRate.points.length > 0 ? <FailRateSection report={report} /> : null}
        <MissingSection report={report} />
        {report.confidence.length > 0 ? <ConfidenceSection report={report} /> : null}
        {hasQuality ? <ImageQualitySection report={report} measure="brightness" /> : null}
        {hasQuality ? <ImageQualitySection report={report} measure="sharpness" /> : null}
        {report.latency.inspect ? <LatencySection report={report} /> : null}
        <PeopleSection report={report} />
      </div>
    </>
  );
}
