import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";

/** Asks what the first box that was drawn is called. @param props.onName undefined: the box is not wanted */
export function NamePart({ isOpen, onName }: { isOpen: boolean; onName(label: string | undefined): void }) {
  const words = useTranslations("teach.parts");
  const [label, setLabel] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label.trim() !== "") onName(label.trim());
  };
  return (
    <Dialog title={words("ask")} isOpen={isOpen} onClose={() => onName(undefined)}>
      <form onSubmit={submit}>
        <Field autoFocus label={words("name")} value={label} onChange={setLabel} maxLength={200} />
        <DialogActions>
          <Button onPress={() => onName(undefined)}>{words("cancel")}</Button>
          <Button primary type="submit" isDisabled={label.trim() === ""}>
            {words("add")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
