import { Input, Label, NumberField } from "react-aria-components";
import { useTranslations } from "use-intl";
import style from "./box-fields.module.css";
import { type Box, insidePhoto } from "./labelled-box.ts";

const SIDES = ["left", "top", "width", "height"] as const;

/** A box as four numbers, for who does not drag: in percent of the photo. */
export function BoxFields({ box, onChange }: { box: Box; onChange(box: Box): void }) {
  const words = useTranslations("shell.box");
  return (
    <fieldset className={style["fields"]}>
      <legend>{words("title")}</legend>
      {SIDES.map((side) => (
        <NumberField
          key={side}
          value={box[side]}
          minValue={0}
          maxValue={1}
          step={0.001}
          formatOptions={{ style: "percent", maximumFractionDigits: 1 }}
          onChange={(value) => !Number.isNaN(value) && onChange(insidePhoto({ ...box, [side]: value }))}
        >
          <Label>{words(side)}</Label>
          <Input />
        </NumberField>
      ))}
    </fieldset>
  );
}
