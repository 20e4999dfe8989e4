import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import style from "./keys-dialog.module.css";

const KEYS = [
  { name: "next", keys: ["j", "↓"] },
  { name: "previous", keys: ["k", "↑"] },
  { name: "open", keys: ["Enter"] },
  { name: "first", keys: ["Home"] },
  { name: "last", keys: ["End"] },
  { name: "search", keys: ["/"] },
  { name: "help", keys: ["?"] },
] as const;

/** What can be done without a mouse. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const words = useTranslations("inspections.keys");
  return (
    <Dialog title={words("title")} isOpen={isOpen} onClose={onClose}>
      <dl className={style["keys"]}>
        {KEYS.map(({ name, keys }) => (
          <div key={name}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words(name)}</dd>
          </div>
        ))}
      </dl>
      <DialogActions>
        <Button primary onPress={onClose}>
          {words("close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
