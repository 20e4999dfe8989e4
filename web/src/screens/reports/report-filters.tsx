import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Field } from "../../components/field.tsx";
import { addDays, type ReportSearch, SPANS } from "./report-search.ts";
import style from "./reports-screen.module.css";

/** An empty choice has no value of its own. */
const ALL = "*";

type ReportFiltersProps = {
  search: ReportSearch;
  timeZone: string;
  today: string;
  onChange(search: ReportSearch): void;
};

/** Which range, recipe and line. What is chosen stands in the address, so that it can be sent to somebody. */
export function ReportFilters({ search, timeZone, today, onChange }: ReportFiltersProps) {
  const words = useTranslations("reports");
  const { data: recipes } = $api.useQuery("get", "/v1/recipes");
  const { data: lines } = $api.useQuery("get", "/v1/lines");
  const { span = "day", date = today } = search;
  const change = (over: { [K in keyof ReportSearch]: ReportSearch[K] | undefined }) =>
    onChange(Object.fromEntries(Object.entries({ ...search, ...over }).filter(([, value]) => value)));
  const step = span === "week" ? 7 : 1;
  const named = (items: readonly string[], chosen: string | undefined, all: string) => [
    { value: ALL, text: all },
    // What an address names is shown also where nobody knows it any more.
    ...[...new Set([...items, ...(chosen ? [chosen] : [])])].map((name) => ({ value: name, text: name })),
  ];
  return (
    <search className={style["filters"]}>
      <Choice
        label={words("span")}
        value={span}
        options={SPANS.map((value) => ({ value, text: words(`spans.${value}`) }))}
        onChange={(value) => change({ span: value })}
      />
      {span === "day" || span === "week" ? (
        <div className={style["day"]}>
          <Button aria-label={words("earlier")} onPress={() => change({ date: addDays(date, -step) })}>
            ‹
          </Button>
          <Field
            label={words(span === "day" ? "day" : "weekOf")}
            type="date"
            value={date}
            onChange={(value) => value !== "" && change({ date: value })}
          />
          <Button aria-label={words("later")} onPress={() => change({ date: addDays(date, step) })}>
            ›
          </Button>
        </div>
      ) : null}
      {span === "range" ? (
        <>
          <Field
            label={words("from")}
            type="datetime-local"
            value={asMinute(search.from)}
            onChange={(value) => change({ from: value })}
          />
          <Field
            label={words("before")}
            type="datetime-local"
            value={asMinute(search.to)}
            onChange={(value) => change({ to: value })}
          />
        </>
      ) : null}
      <Choice
        label={words("recipe")}
        value={search.recipe ?? ALL}
        options={named(
          recipes?.items.map(({ recipe }) => recipe.id) ?? [],
          search.recipe,
          words("allRecipes"),
        )}
        onChange={(value) => change({ recipe: value === ALL ? undefined : value })}
      />
      <Choice
        label={words("line")}
        value={search.line ?? ALL}
        options={named(lines?.items.map(({ line }) => line) ?? [], search.line, words("allLines"))}
        onChange={(value) => change({ line: value === ALL ? undefined : value })}
      />
      <Choice
        label={words("timeZone")}
        value={timeZone}
        options={[...new Set([timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].map((value) => ({
          value,
          text: value,
        }))}
        onChange={(value) => change({ timeZone: value })}
      />
    </search>
  );
}

/** As the field for a time wants it. */
function asMinute(time: string | undefined): string {
  if (time === undefined) return "";
  return time.length === 10 ? `${time}T00:00` : time.slice(0, 16);
}
