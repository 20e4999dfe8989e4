import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import { EndTokenDialog } from "./end-token-dialog.tsx";
import type { Token } from "./holders.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import style from "./settings-screen.module.css";

/** What cameras, displays and programs show instead of a password. */
export function TokensPanel() {
  const words = useTranslations("settings.tokens");
  const { data, error } = $api.useQuery("get", "/v1/tokens");
  const [open, setOpen] = useState<Token | "new">();
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={words("title")}
      actions={
        <Button isDisabled={!data} onPress={() => setOpen("new")}>
          {words("add")}
        </Button>
      }
    >
      <ProblemNote error={error} />
      {data?.items.length === 0 ? <p>{words("none")}</p> : null}
      {data && data.items.length > 0 ? <TokensTable tokens={data.items} onEnd={setOpen} /> : null}
      {open === "new" ? <NewTokenDialog onClose={close} /> : null}
      {open && open !== "new" ? <EndTokenDialog token={open} onClose={close} /> : null}
    </Panel>
  );
}

function TokensTable({ tokens, onEnd }: { tokens: readonly Token[]; onEnd(token: Token): void }) {
  const words = useTranslations("settings.tokens");
  const roles = useTranslations("shell.roles");
  const format = useFormatter();
  return (
    <div className={table["scroll"]}>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{words("name")}</th>
            <th scope="col">{words("role")}</th>
            <th scope="col">{words("since")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td>{roles(token.role)}</td>
              <td>{format.dateTime(new Date(token.createdAt), { dateStyle: "medium" })}</td>
              <td className={style["actions"]}>
                <Button aria-label={words("endOne", { name: token.name })} onPress={() => onEnd(token)}>
                  {words("end")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
