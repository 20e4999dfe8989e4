import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import type { Person } from "./holders.ts";
import { usePersonRoles } from "./person-roles.ts";
import style from "./settings-screen.module.css";

/** Role, access and, where one is typed, another password. */
export function ChangePersonDialog({ person, onClose }: { person: Person; onClose(): void }) {
  const words = useTranslations("settings");
  const roles = usePersonRoles();
  const queries = useQueryClient();
  const [role, setRole] = useState(person.role);
  const [access, setAccess] = useState<"active" | "inactive">(person.active ? "active" : "inactive");
  const [password, setPassword] = useState("");
  const change = useMutation({
    async mutationFn() {
      const params = { path: { id: person.id } };
      // The password first: where it is refused, nothing has been changed.
      if (password !== "") await done(api.PUT("/v1/people/{id}/password", { params, body: { password } }));
      await done(api.PATCH("/v1/people/{id}", { params, body: { role, active: access === "active" } }));
    },
    onSuccess() {
      onClose();
      return queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog title={words("people.changeOne", { name: person.name })} isOpen onClose={onClose}>
      <form onSubmit={submit} className={style["form"]}>
        <Choice
          label={words("people.role")}
          options={roles}
          value={role}
          onChange={(value) => setRole(value)}
        />
        <Choice
          label={words("people.access")}
          help={words("people.accessHelp")}
          options={(["active", "inactive"] as const).map((value) => ({
            value,
            text: words(`people.${value}`),
          }))}
          value={access}
          onChange={(value) => setAccess(value)}
        />
        <Field
          label={words("people.otherPassword")}
          help={words("people.otherPasswordHelp")}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        <ProblemNote error={change.error} />
        <DialogActions>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button primary type="submit" isPending={change.isPending}>
            {words("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What openapi-fetch hands back as a value becomes the error of the mutation. */
async function done(request: Promise<{ error?: unknown }>): Promise<void> {
  const { error } = await request;
  if (error !== undefined) throw error;
}
