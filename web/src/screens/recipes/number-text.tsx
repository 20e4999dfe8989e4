import { Field } from "../../components/field.tsx";
import { readFraction, useTyped } from "./use-typed.ts";

type NumberTextProps = {
  label: string;
  help?: string;
  value: number | undefined;
  onChange(value: number | undefined): void;
};

/** A fraction from 0 to 1 that may be left empty. */
export function NumberText({ label, help, value, onChange }: NumberTextProps) {
  const typed = useTyped(value === undefined ? "" : String(value), readFraction, onChange);
  return <Field label={label} {...(help ? { help } : {})} inputMode="decimal" {...typed} />;
}
