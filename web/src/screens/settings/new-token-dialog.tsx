import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import type { Role } from "../../session/session.ts";
import { useTokenRoles } from "./person-roles.ts";
import style from "./settings-screen.module.css";

/** Asks what it is for, then shows the secret, this once. */
export function NewTokenDialog({ onClose }: { onClose(): void }) {
  const words = useTranslations("settings");
  const roles = useTokenRoles();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("camera");
  const create = $api.useMutation("post", "/v1/tokens", { onSuccess: () => queries.invalidateQueries() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { name: name.trim(), role } });
  };
  if (create.data) {
    const { token } = create.data;
    return (
      <Dialog title={words("tokens.made", { name: create.data.name })} isOpen onClose={onClose}>
        <p>{words("tokens.once")}</p>
        <code className={style["secret"]}>{token}</code>
        <DialogActions>
          <CopyButton text={token} />
          <Button primary onPress={onClose}>
            {words("done")}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={words("tokens.add")} isOpen onClose={onClose}>
      <form onSubmit={submit} className={style["form"]}>
        <Field
          label={words("tokens.name")}
          help={words("tokens.nameHelp")}
          autoComplete="off"
          isRequired
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <Choice
          label={words("tokens.role")}
          options={roles}
          value={role}
          onChange={(value) => setRole(value)}
        />
        <ProblemNote error={create.error} />
        <DialogActions>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button primary type="submit" isPending={create.isPending}>
            {words("tokens.add")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Browsers offer the clipboard only over HTTPS or on this machine; elsewhere the text is selected by hand. */
function CopyButton({ text }: { text: string }) {
  const words = useTranslations("settings");
  const [isCopied, setCopied] = useState(false);
  if (!window.isSecureContext) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return <Button onPress={() => void copy()}>{words(isCopied ? "copied" : "copy")}</Button>;
}
