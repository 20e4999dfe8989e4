import { Download, ShieldCheck } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import style from "./evidence-panel.module.css";
import facts from "./facts.module.css";
import type { Inspection } from "./inspection.ts";

/** The hashes, whether all is still as it was sealed, and copies to take away. */
export function EvidencePanel({ inspection, mayProve }: { inspection: Inspection; mayProve: boolean }) {
  const words = useTranslations("inspection.evidence");
  const format = useFormatter();
  const { id, evidence, imageSha256, source } = inspection;
  const path = `/v1/inspections/${encodeURIComponent(id)}`;
  const values: [string, string, boolean][] = [
    [words("sequence"), format.number(evidence.sequence), false],
    [words("record"), evidence.recordSha256, true],
    [words("previous"), evidence.previousSha256, true],
    [words("original"), imageSha256, true],
    [words("keptUntil"), format.dateTime(new Date(evidence.retainUntil), { dateStyle: "long" }), false],
  ];
  return (
    <div className={style["panel"]}>
      <dl className={facts["facts"]}>
        {values.map(([name, value, isHash]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{isHash ? <code>{value}</code> : value}</dd>
          </div>
        ))}
      </dl>
      {mayProve ? <Verify id={id} /> : null}
      <ul className={style["downloads"]}>
        <Item href={`${path}/original`} text={words("downloadOriginal")} />
        {evidence.analyzedKey ? <Item href={`${path}/analyzed`} text={words("downloadAnalyzed")} /> : null}
        {mayProve ? (
          <Item href={`${path}/evidence`} text={words("downloadRecord")} name={`evidence-${id}.json`} />
        ) : null}
        {mayProve && source.serial ? (
          <Item
            href={`/v1/exports?${new URLSearchParams({ serial: source.serial })}`}
            text={words("downloadBundle")}
          />
        ) : null}
      </ul>
    </div>
  );
}

function Item({ href, text, name = "" }: { href: string; text: string; name?: string }) {
  return (
    <li>
      <a href={href} download={name}>
        <Download aria-hidden="true" />
        {text}
      </a>
    </li>
  );
}

function Verify({ id }: { id: string }) {
  const words = useTranslations("inspection.evidence");
  const { mutate, data, error, isPending } = $api.useMutation("post", "/v1/inspections/{id}/verification");
  return (
    <div className={style["verify"]}>
      <Button primary isDisabled={isPending} onPress={() => mutate({ params: { path: { id } } })}>
        <ShieldCheck aria-hidden="true" />
        {words(isPending ? "verifying" : "verify")}
      </Button>
      <ProblemNote error={error} />
      <div role="status">
        {data ? (
          <>
            <p className={style["result"]} data-intact={data.intact}>
              {data.intact ? `✓ ${words("intact")}` : `✕ ${words("notIntact")}`}
            </p>
            <ul className={style["checks"]}>
              {data.checks.map(({ what, state, detail }) => (
                <li key={what} data-state={state}>
                  <span aria-hidden="true">{state === "damaged" ? "✕" : "✓"}</span> {words(`checks.${what}`)}:{" "}
                  {words(`checkStates.${state}`)}
                  {detail ? <> – {detail}</> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  );
}
