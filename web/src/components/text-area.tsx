import { TextArea as AriaTextArea, Label, Text, TextField, type TextFieldProps } from "react-aria-components";
import style from "./field.module.css";

type TextAreaProps = Omit<TextFieldProps, "className" | "style" | "children"> & {
  label: string;
  help?: string;
  rows?: number;
};

/** Several lines of text with their label. */
export function TextArea({ label, help, rows = 3, ...props }: TextAreaProps) {
  return (
    <TextField {...props} className={style["field"] ?? ""}>
      <Label>{label}</Label>
      <AriaTextArea rows={rows} />
      {help ? <Text slot="description">{help}</Text> : null}
    </TextField>
  );
}
