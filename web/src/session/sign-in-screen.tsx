import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../api/client.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { ProblemNote } from "../components/problem-note.tsx";
import style from "./sign-in-screen.module.css";

/** Before anything else: who are you? The address stays, so that whoever followed a link gets there. */
export function SignInScreen() {
  const words = useTranslations("session");
  const queries = useQueryClient();
  const [token, setToken] = useState("");
  const signIn = $api.useMutation("post", "/v1/session", { onSuccess: () => queries.resetQueries() });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ body: { token: token.trim() } });
  };
  return (
    <main className={style["screen"]}>
      <form onSubmit={submit} className={style["form"]}>
        <h1>Partproof</h1>
        <Field
          label={words("token")}
          help={words("tokenHelp")}
          type="password"
          autoComplete="off"
          isRequired
          value={token}
          onChange={setToken}
        />
        <ProblemNote error={signIn.error} />
        <Button primary type="submit" isPending={signIn.isPending}>
          {words("signIn")}
        </Button>
      </form>
    </main>
  );
}
