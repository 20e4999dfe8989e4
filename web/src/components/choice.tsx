import { ChevronDown } from "lucide-react";
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from "react-aria-components";
import style from "./choice.module.css";

type ChoiceProps<T extends string> = {
  label: string;
  /** What can be chosen, in this order: the value, and what people read. */
  options: readonly { value: T; text: string }[];
  value: T;
  onChange(value: T): void;
  help?: string;
  isDisabled?: boolean;
};

/** One of several, as a list that opens. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
  help,
  isDisabled,
}: ChoiceProps<T>) {
  return (
    <Select
      className={style["choice"] ?? ""}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      isDisabled={isDisabled ?? false}
    >
      <Label className={style["label"] ?? ""}>{label}</Label>
      <Button className={style["button"] ?? ""}>
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </Button>
      {help ? <Text slot="description">{help}</Text> : null}
      <Popover className={style["popover"] ?? ""}>
        <ListBox
          items={options.map((option) => ({ ...option, id: option.value }))}
          className={style["list"] ?? ""}
        >
          {({ id, text }) => (
            <ListBoxItem id={id} textValue={text} className={style["option"] ?? ""}>
              {text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
