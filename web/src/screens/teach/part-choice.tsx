import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { Panel } from "../../components/panel.tsx";
import style from "./workbench.module.css";

/** What the next box will be; with a box selected, what that is. The first nine have keys. */
export function PartChoice(props: {
  labels: readonly string[];
  current: string | undefined;
  onChoose(label: string): void;
}) {
  const words = useTranslations("teach.parts");
  const { labels, current, onChoose } = props;
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") onChoose(name.trim());
    setName("");
  };
  return (
    <Panel title={words("title")}>
      <p>{labels.length === 0 ? words("none") : words("help")}</p>
      <ul className={style["parts"]}>
        {labels.map((label, at) => (
          <li key={label}>
            <Button
              className={style["wide"]}
              aria-pressed={label === current}
              onPress={() => onChoose(label)}
            >
              {at < 9 ? <kbd className={style["key"]}>{at + 1}</kbd> : null}
              {label}
            </Button>
          </li>
        ))}
      </ul>
      <form className={style["new"]} onSubmit={submit}>
        <Field label={words("name")} value={name} onChange={setName} maxLength={200} />
        <Button type="submit" isDisabled={name.trim() === ""}>
          {words("add")}
        </Button>
      </form>
    </Panel>
  );
}
