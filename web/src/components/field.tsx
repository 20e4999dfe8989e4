import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from "react-aria-components";
import style from "./field.module.css";

type FieldProps = Omit<TextFieldProps, "className" | "style" | "children"> & { label: string; help?: string };

/** One line of text with its label, help and, where it is not valid, why. */
export function Field({ label, help, ...props }: FieldProps) {
  return (
    <TextField {...props} className={style["field"] ?? ""}>
      <Label>{label}</Label>
      <Input />
      {help ? <Text slot="description">{help}</Text> : null}
      <FieldError />
    </TextField>
  );
}
