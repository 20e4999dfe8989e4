import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { useStored } from "../app/use-stored.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { ProblemNote } from "../components/problem-note.tsx";
import type { Credentials } from "./use-sign-in.ts";

const WAYS = ["password", "token"] as const;
type Way = (typeof WAYS)[number];

/** Name and password, or a token. What was typed stays when it was refused. */
export function SignInForm(props: {
  /** Who was signed in before, to spare them their name. */
  name?: string | undefined;
  error: unknown;
  isPending: boolean;
  onSubmit(credentials: Credentials): void;
}) {
  const words = useTranslations("session");
  const [way, setWay] = useStored<Way>("partproof-sign-in", isWay, "password");
  const [name, setName] = useState(props.name ?? "");
  const [password, setPassword] = useState("");
  const [token, setToken] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit(way === "token" ? { token: token.trim() } : { name: name.trim(), password });
  };
  return (
    <form onSubmit={submit}>
      {way === "password" ? (
        <>
          <Field
            label={words("name")}
            autoComplete="username"
            isRequired
            autoFocus={name === ""}
            value={name}
            onChange={setName}
          />
          <Field
            label={words("password")}
            type="password"
            autoComplete="current-password"
            isRequired
            autoFocus={name !== ""}
            value={password}
            onChange={setPassword}
          />
        </>
      ) : (
        <Field
          label={words("token")}
          help={words("tokenHelp")}
          type="password"
          autoComplete="off"
          isRequired
          autoFocus
          value={token}
          onChange={setToken}
        />
      )}
      <ProblemNote error={props.error} />
      <Button primary type="submit" isPending={props.isPending}>
        {words("signIn")}
      </Button>
      <Button quiet onPress={() => setWay(way === "token" ? "password" : "token")}>
        {words(way === "token" ? "usePassword" : "useToken")}
      </Button>
    </form>
  );
}

function isWay(text: string): text is Way {
  return (WAYS as readonly string[]).includes(text);
}
