import { useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import table from "../../components/table.module.css";
import { ChangePersonDialog } from "./change-person-dialog.tsx";
import type { Person } from "./holders.ts";
import { NewPersonDialog } from "./new-person-dialog.tsx";
import style from "./settings-screen.module.css";

/** Who signs in with a name and a password. */
export function PeoplePanel() {
  const words = useTranslations("settings.people");
  const { data, error } = $api.useQuery("get", "/v1/people");
  const [open, setOpen] = useState<Person | "new">();
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={words("title")}
      actions={
        <Button primary isDisabled={!data} onPress={() => setOpen("new")}>
          {words("add")}
        </Button>
      }
    >
      <ProblemNote error={error} />
      {data?.items.length === 0 ? <p>{words("none")}</p> : null}
      {data && data.items.length > 0 ? <PeopleTable people={data.items} onChange={setOpen} /> : null}
      {open === "new" ? <NewPersonDialog onClose={close} /> : null}
      {open && open !== "new" ? <ChangePersonDialog person={open} onClose={close} /> : null}
    </Panel>
  );
}

function PeopleTable({ people, onChange }: { people: readonly Person[]; onChange(person: Person): void }) {
  const words = useTranslations("settings.people");
  const roles = useTranslations("shell.roles");
  return (
    <div className={table["scroll"]}>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{words("name")}</th>
            <th scope="col">{words("role")}</th>
            <th scope="col">{words("access")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className={person.active ? undefined : style["away"]}>
              <th scope="row">{person.name}</th>
              <td>{roles(person.role)}</td>
              <td>{words(person.active ? "active" : "inactive")}</td>
              <td className={style["actions"]}>
                <Button
                  aria-label={words("changeOne", { name: person.name })}
                  onPress={() => onChange(person)}
                >
                  {words("change")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
