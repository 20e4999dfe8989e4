import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { useKeys } from "../../components/use-keys.ts";
import type { Inspection } from "./inspection.ts";
import style from "./neighbors.module.css";

/** A widget is seldom inspected more often; the list has all of them. */
const MOST = 200;

/** The inspections of the same serial before and after this one; keys p and n. */
export function Neighbors({ inspection: { id, source } }: { inspection: Inspection }) {
  const words = useTranslations("inspection");
  const navigate = useNavigate();
  const { serial } = source;
  const { data } = $api.useQuery(
    "get",
    "/v1/inspection-summaries",
    { params: { query: { limit: MOST, ...(serial === undefined ? {} : { serial }) } } },
    { enabled: serial !== undefined },
  );
  const rows = data?.items ?? [];
  const place = rows.findIndex((row) => row.id === id);
  const earlier = place === -1 ? undefined : rows[place + 1];
  const later = place === -1 ? undefined : rows[place - 1];
  const open = (row: { id: string } | undefined) =>
    row && void navigate({ to: "/inspections/$id", params: { id: row.id } });
  useKeys({ p: () => open(earlier), n: () => open(later) });

  return (
    <nav className={style["neighbors"]} aria-label={words("sameSerial")}>
      {earlier ? (
        <Link to="/inspections/$id" params={{ id: earlier.id }} aria-keyshortcuts="p">
          <ChevronLeft aria-hidden="true" />
          {words("earlier")}
        </Link>
      ) : null}
      {serial !== undefined && rows.length > 0 ? (
        <Link to="/inspections" search={{ serial }}>
          {words("ofSerial", { count: rows.length })}
        </Link>
      ) : null}
      {later ? (
        <Link to="/inspections/$id" params={{ id: later.id }} aria-keyshortcuts="n">
          {words("later")}
          <ChevronRight aria-hidden="true" />
        </Link>
      ) : null}
    </nav>
  );
}
