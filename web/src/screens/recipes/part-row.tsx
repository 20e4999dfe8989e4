import { Trash2, X } from "lucide-react";
import { Input, TextField } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { parseCount } from "./part-count.ts";
import type { DraftPart } from "./recipe-draft.ts";
import style from "./recipe-form.module.css";
import { readFraction, useTyped } from "./use-typed.ts";

type PartRowProps = {
  at: number;
  part: DraftPart;
  onChange(key: "label" | "name" | "count" | "minConfidence" | "place", value: unknown): void;
  onRemove(): void;
};

/** One part of a recipe, as a row of fields. */
export function PartRow({ at, part, onChange, onRemove }: PartRowProps) {
  const words = useTranslations("recipes.form");
  const format = useFormatter();
  const row = String(at + 1);
  return (
    <tr>
      <td className={style["wide"]}>
        <Cell
          label={words("ofPart", { field: words("label"), row })}
          shown={part.label}
          read={asTyped}
          onRead={(label) => onChange("label", label)}
        />
      </td>
      <td className={style["wide"]}>
        <Cell
          label={words("ofPart", { field: words("partName"), row })}
          shown={part.name}
          read={asTyped}
          onRead={(name) => onChange("name", name || undefined)}
        />
      </td>
      <td>
        <Cell
          label={words("ofPart", { field: words("count"), row })}
          shown={part.count}
          read={(text) => parseCount(text) ?? null}
          onRead={(count) => onChange("count", count)}
        />
      </td>
      <td>
        <Cell
          label={words("ofPart", { field: words("confidence"), row })}
          shown={part.minConfidence === undefined ? "" : String(part.minConfidence)}
          read={readFraction}
          onRead={(confidence) => onChange("minConfidence", confidence)}
        />
      </td>
      <td className={style["place"]}>
        {part.box ? (
          <>
            {format.number(part.box.left, { style: "percent" })},{" "}
            {format.number(part.box.top, { style: "percent" })}
            <Button
              quiet
              aria-label={words("clearPlace", { row })}
              onPress={() => onChange("place", undefined)}
            >
              <X aria-hidden="true" />
            </Button>
          </>
        ) : (
          words("anywhere")
        )}
      </td>
      <td>
        <Button quiet onPress={onRemove} aria-label={words("removePart", { row })}>
          <Trash2 aria-hidden="true" />
        </Button>
      </td>
    </tr>
  );
}

type CellProps<T> = { label: string; shown: string; read(text: string): T | null; onRead(value: T): void };

function Cell<T>({ label, shown, read, onRead }: CellProps<T>) {
  const typed = useTyped(shown, read, onRead);
  return (
    <TextField aria-label={label} className={style["cell"] ?? ""} {...typed}>
      <Input />
    </TextField>
  );
}

const asTyped = (text: string) => text;
