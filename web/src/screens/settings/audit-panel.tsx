import { useInfiniteQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import type { Role } from "../../session/session.ts";
import style from "./settings-screen.module.css";

type Entry = components["schemas"]["AuditEntry"];
type AuditPage = { items: Entry[]; next?: string };

/** Who signed in, and who changed who may do what. */
export function AuditPanel() {
  const words = useTranslations("settings.audit");
  const format = useFormatter();
  const describe = useDescription();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["audit"],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AuditPage) => page.next,
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
  });
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <Panel title={words("title")}>
      <ProblemNote error={error} />
      {entries?.length === 0 ? <p>{words("none")}</p> : null}
      {entries && entries.length > 0 ? (
        <div className={table["scroll"]}>
          <table className={table["table"]}>
            <thead>
              <tr>
                <th scope="col">{words("when")}</th>
                <th scope="col">{words("who")}</th>
                <th scope="col">{words("did")}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td>{format.dateTime(new Date(entry.at), { dateStyle: "medium", timeStyle: "medium" })}</td>
                  <td>{entry.by}</td>
                  <td>
                    {describe(entry)}
                    {entry.failed === undefined ? null : (
                      <div className={style["failed"]}>{words("failed", { why: entry.failed })}</div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {hasNextPage ? (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {words("more")}
        </Button>
      ) : null}
    </Panel>
  );
}

async function readPage(cursor: string | undefined, signal: AbortSignal): Promise<AuditPage> {
  const query = { limit: 25, ...(cursor === undefined ? {} : { cursor }) };
  const { data, error } = await api.GET("/v1/audit", { params: { query }, signal });
  if (!data) throw error;
  return data;
}

/** @returns what somebody did, in a few words */
function useDescription(): (entry: Entry) => string {
  const words = useTranslations("settings.audit");
  const roles = useTranslations("shell.roles");
  // An entry may be older than a role's name, or younger than this page.
  const roleName = (role = "") => (roles.has(role as Role) ? roles(role as Role) : role);
  return ({ action, by, subject, details }) => {
    const role = roleName(details["role"]);
    switch (action) {
      case "signed-in":
        return words(details["with"] === "password" ? "signedIn" : "signedInByToken");
      case "person-created":
        return words("personCreated", { subject, role });
      case "person-changed":
        return [
          details["role"] === undefined
            ? undefined
            : words("roleChanged", { subject, role, before: roleName(details["roleBefore"]) }),
          details["active"] === undefined
            ? undefined
            : words(details["active"] === "true" ? "madeActive" : "madeInactive", { subject }),
        ]
          .filter(Boolean)
          .join("; ");
      case "password-set":
        return by === subject ? words("ownPassword") : words("passwordSet", { subject });
      case "token-created":
        return words("tokenCreated", { subject, role });
      case "token-revoked":
        return words("tokenRevoked", { subject });
      case "channel-tested":
        return words("channelTested", { subject });
    }
  };
}
