import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { type PersonRole, usePersonRoles } from "./person-roles.ts";
import style from "./settings-screen.module.css";

export function NewPersonDialog({ onClose }: { onClose(): void }) {
  const words = useTranslations("settings");
  const roles = usePersonRoles();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<PersonRole>("inspector");
  const [password, setPassword] = useState("");
  const create = $api.useMutation("post", "/v1/people", {
    onSuccess() {
      onClose();
      return queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { name: name.trim(), role, password } });
  };
  return (
    <Dialog title={words("people.add")} isOpen onClose={onClose}>
      <form onSubmit={submit} className={style["form"]}>
        <Field
          label={words("people.name")}
          help={words("people.nameHelp")}
          autoComplete="off"
          isRequired
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <Choice
          label={words("people.role")}
          options={roles}
          value={role}
          onChange={(value) => setRole(value)}
        />
        <Field
          label={words("people.firstPassword")}
          help={words("passwordHelp")}
          type="password"
          autoComplete="new-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <ProblemNote error={create.error} />
        <DialogActions>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button primary type="submit" isPending={create.isPending}>
            {words("people.add")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
