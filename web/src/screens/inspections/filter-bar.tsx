import { useNavigate } from "@tanstack/react-router";
import { FilterX, ListFilter } from "lucide-react";
import { type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import type { Verdict } from "../../components/verdict-badge.tsx";
import style from "./filter-bar.module.css";
import { type Filter, fromLocalField, queryOf, toLocalField, VERDICTS } from "./inspection-filter.ts";
import { useTyped } from "./use-typed.ts";

/** No recipe, line or verdict has this name. */
const ALL = "*" as const;
const INSPECTION_ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

type FilterBarProps = {
  filter: Filter;
  /** The field that a shortcut leads to. */
  search: RefObject<HTMLInputElement | null>;
  onFilter(changed: Filter): void;
  onClear(): void;
};

/** What to look for. A whole inspection id in the field for the serial opens that inspection. */
export function FilterBar({ filter, search, onFilter, onClear }: FilterBarProps) {
  const words = useTranslations();
  const navigate = useNavigate();
  // On a phone only; elsewhere all of them are seen.
  const [isOpen, setOpen] = useState(false);
  const { data: recipes } = $api.useQuery("get", "/v1/recipes");
  const { data: lines } = $api.useQuery("get", "/v1/lines");
  const all = { value: ALL, text: words("inspections.all") };
  const options = (known: readonly string[], chosen: string | undefined) => [
    all,
    ...[...new Set([...known, ...(chosen ? [chosen] : [])])].map((name) => ({ value: name, text: name })),
  ];

  return (
    <search className={style["bar"]}>
      <TypedField
        label={words("inspections.serial")}
        value={filter.serial ?? ""}
        field={search}
        onText={(serial) => {
          if (INSPECTION_ID.test(serial)) void navigate({ to: "/inspections/$id", params: { id: serial } });
          else onFilter({ serial: serial || undefined });
        }}
      />
      <Button className={style["toggle"]} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <ListFilter aria-hidden="true" />
        {words("inspections.filters", { count: Object.keys(queryOf(filter)).length })}
      </Button>
      <div className={style["more"]} data-open={isOpen}>
        <TypedField
          label={words("inspections.lot")}
          value={filter.lot ?? ""}
          onText={(lot) => onFilter({ lot: lot || undefined })}
        />
        <Choice<Verdict | typeof ALL>
          label={words("inspections.verdict")}
          value={filter.verdict ?? ALL}
          options={[all, ...VERDICTS.map((value) => ({ value, text: words(`shell.verdicts.${value}`) }))]}
          onChange={(value) => onFilter({ verdict: value === ALL ? undefined : value })}
        />
        <Choice
          label={words("inspections.recipe")}
          value={filter.recipe ?? ALL}
          options={options(recipes?.items.map(({ recipe }) => recipe.id) ?? [], filter.recipe)}
          onChange={(value) => onFilter({ recipe: value === ALL ? undefined : value })}
        />
        <Choice
          label={words("inspections.line")}
          value={filter.line ?? ALL}
          options={options(lines?.items.map(({ line }) => line) ?? [], filter.line)}
          onChange={(value) => onFilter({ line: value === ALL ? undefined : value })}
        />
        <TimeField
          label={words("inspections.from")}
          value={filter.from}
          onTime={(from) => onFilter({ from })}
        />
        <TimeField label={words("inspections.to")} value={filter.to} onTime={(to) => onFilter({ to })} />
        {Object.keys(queryOf(filter)).length > 0 ? (
          <Button quiet onPress={onClear}>
            <FilterX aria-hidden="true" />
            {words("inspections.clear")}
          </Button>
        ) : null}
      </div>
    </search>
  );
}

function TypedField(props: {
  label: string;
  value: string;
  field?: RefObject<HTMLInputElement | null>;
  onText(text: string): void;
}) {
  const { label, value, field, onText } = props;
  const id = useId();
  const [typed, type] = useTyped(value, onText);
  return (
    <div className={style["field"]}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={field}
        type="search"
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
    </div>
  );
}

function TimeField(props: {
  label: string;
  value: string | undefined;
  onTime(iso: string | undefined): void;
}) {
  const { label, value, onTime } = props;
  const id = useId();
  return (
    <div className={`${style["field"]} ${style["wide"]}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={toLocalField(value)}
        onChange={(event) => onTime(fromLocalField(event.target.value))}
      />
    </div>
  );
}
