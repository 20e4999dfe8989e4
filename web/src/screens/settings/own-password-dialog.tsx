import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import style from "./settings-screen.module.css";

export function OwnPasswordDialog({ onClose, onChanged }: { onClose(): void; onChanged(): void }) {
  const words = useTranslations("settings");
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = $api.useMutation("put", "/v1/session/password", { onSuccess: onChanged });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ body: { current, password } });
  };
  return (
    <Dialog title={words("own.change")} isOpen onClose={onClose}>
      <form onSubmit={submit} className={style["form"]}>
        <Field
          label={words("own.current")}
          type="password"
          autoComplete="current-password"
          isRequired
          value={current}
          onChange={setCurrent}
        />
        <Field
          label={words("own.new")}
          help={words("passwordHelp")}
          type="password"
          autoComplete="new-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <ProblemNote error={change.error} />
        <DialogActions>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button primary type="submit" isPending={change.isPending}>
            {words("own.change")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
