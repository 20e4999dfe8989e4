import { Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { BoxFields } from "../../components/box-editor/box-fields.tsx";
import type { Box, LabelledBox } from "../../components/box-editor/labelled-box.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import style from "./workbench.module.css";

/** The boxes of a photo as a list, for who does not use a mouse: select, change by numbers, remove. */
export function BoxList(props: {
  boxes: readonly LabelledBox[];
  selected: string | undefined;
  onSelect(id: string): void;
  onChange(id: string, box: Box): void;
  onRemove(id: string): void;
}) {
  const words = useTranslations("teach.boxes");
  const { boxes, selected, onSelect, onChange, onRemove } = props;
  const chosen = boxes.find(({ id }) => id === selected);
  return (
    <Panel title={words("title")}>
      {boxes.length === 0 ? <p>{words("none")}</p> : null}
      <ul className={style["boxes"]}>
        {boxes.map(({ id, label }, at) => (
          <li key={id}>
            <Button className={style["wide"]} aria-pressed={id === selected} onPress={() => onSelect(id)}>
              {words("select", { label, number: at + 1 })}
            </Button>
            <Button
              quiet
              aria-label={words("remove", { label, number: at + 1 })}
              onPress={() => onRemove(id)}
            >
              <Trash2 aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {chosen ? <BoxFields box={chosen.box} onChange={(box) => onChange(chosen.id, box)} /> : null}
    </Panel>
  );
}
