import { ChevronLeft, ChevronRight, Copy, Plus, Sparkles, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import style from "./workbench.module.css";

type Act = (() => void) | undefined;

/** What can be done with the photo as a whole; each has a key as well. */
export function WorkbenchTools(props: {
  hasBefore: boolean;
  hasAfter: boolean;
  onBefore: Act;
  onAfter: Act;
  onCopy: Act;
  onUndo: Act;
  onAdd: Act;
  onSuggest: Act;
}) {
  const words = useTranslations("teach");
  const tools = [
    { icon: ChevronLeft, text: words("photos.previous"), act: props.onBefore, off: !props.hasBefore },
    { icon: ChevronRight, text: words("photos.next"), act: props.onAfter, off: !props.hasAfter },
    { icon: Copy, text: words("mark.copy"), act: props.onCopy, off: !props.hasAfter },
    { icon: Undo2, text: words("mark.undo"), act: props.onUndo, off: false },
    { icon: Plus, text: words("mark.add"), act: props.onAdd, off: false },
    { icon: Sparkles, text: words("mark.suggest"), act: props.onSuggest, off: false },
  ];
  return (
    <div className={style["tools"]}>
      {tools.map(({ icon: Icon, text, act, off }) => (
        <Button key={text} isDisabled={off} onPress={() => act?.()}>
          <Icon aria-hidden="true" />
          {text}
        </Button>
      ))}
    </div>
  );
}
