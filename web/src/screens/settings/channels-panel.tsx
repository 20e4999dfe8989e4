import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import style from "./settings-screen.module.css";

/** Mail is there without being configured, and needs an address to be tried. */
const MAIL = "mail";

/** Where messages go, each with a test. */
export function ChannelsPanel() {
  const words = useTranslations("settings.channels");
  const { data, error } = $api.useQuery("get", "/v1/channels");
  return (
    <Panel title={words("title")}>
      <p className={style["soft"]}>{words("what")}</p>
      <ProblemNote error={error} />
      {data?.items.map((channel) => (
        <ChannelTest key={channel.name} {...channel} />
      ))}
    </Panel>
  );
}

function ChannelTest({ name, where }: { name: string; where: string }) {
  const words = useTranslations("settings.channels");
  const [to, setTo] = useState("");
  const test = $api.useMutation("post", "/v1/channels/{name}/test");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate({ params: { path: { name } }, body: name === MAIL ? { to: to.trim() } : {} });
  };
  return (
    <form onSubmit={submit} className={style["form"]} aria-label={name}>
      <div>
        <strong>{name}</strong>
        <p className={style["soft"]}>{where}</p>
      </div>
      <div className={style["row"]}>
        {name === MAIL ? (
          <Field label={words("to")} type="email" isRequired value={to} onChange={setTo} />
        ) : null}
        <Button type="submit" aria-label={words("testOne", { name })} isPending={test.isPending}>
          {words("test")}
        </Button>
      </div>
      <div role="status">
        {test.data ? (
          <p className={style["outcome"]} data-state={test.data.state}>
            {words(test.data.state)}: {test.data.detail}
          </p>
        ) : null}
      </div>
      <ProblemNote error={test.error} />
    </form>
  );
}
