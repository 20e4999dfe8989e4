import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import type { Session } from "../../session/session.ts";
import { OwnPasswordDialog } from "./own-password-dialog.tsx";

/** Who is signed in here, and their own password. */
export function OwnAccessPanel({ session }: { session: Session }) {
  const words = useTranslations("settings.own");
  const roles = useTranslations("shell.roles");
  const [isOpen, setOpen] = useState(false);
  const [isChanged, setChanged] = useState(false);
  return (
    <Panel
      title={words("title")}
      actions={session.hasPassword ? <Button onPress={() => setOpen(true)}>{words("change")}</Button> : null}
    >
      <p>{words("who", { name: session.name, role: roles(session.role) })}</p>
      <p role="status">{isChanged ? words("changed") : null}</p>
      {isOpen ? (
        <OwnPasswordDialog
          onClose={() => setOpen(false)}
          onChanged={() => {
            setOpen(false);
            setChanged(true);
          }}
        />
      ) : null}
    </Panel>
  );
}
