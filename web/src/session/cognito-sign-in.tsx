import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../components/button.tsx";
import { type CognitoPool, finishSignIn, refreshSignIn, startSignIn } from "./cognito.ts";
import style from "./sign-in-screen.module.css";

/** People of a Cognito pool sign in on its page, with their second factor. Who was there a while ago need not go again. */
export function CognitoSignIn({ pool }: { pool: CognitoPool }) {
  const words = useTranslations("session");
  const queries = useQueryClient();
  const [state, setState] = useState<"asking" | "ready" | "failed">("asking");
  useEffect(() => {
    let wanted = true;
    const tell = (next: typeof state) => wanted && setState(next);
    finishSignIn(pool)
      .then(async (finished) => {
        if (finished) return;
        if (await refreshSignIn(pool)) await queries.invalidateQueries();
        else tell("ready");
      })
      .catch(() => tell("failed"));
    return () => {
      wanted = false;
    };
  }, [pool, queries]);

  if (state === "asking") return <p role="status">{words("asking")}</p>;
  return (
    <>
      {state === "failed" ? (
        <p role="alert" className={style["failed"]}>
          {words("cognitoFailed")}
        </p>
      ) : null}
      <Button primary onPress={() => void startSignIn(pool)}>
        {words("signIn")}
      </Button>
    </>
  );
}
