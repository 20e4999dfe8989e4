import { useEffect } from "react";
import { Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import { CognitoSignIn } from "./cognito-sign-in.tsx";
import { LanguageLinks } from "./language-links.tsx";
import { takeSignInCode } from "./sign-in-code.ts";
import { SignInForm } from "./sign-in-form.tsx";
import style from "./sign-in-screen.module.css";
import { useSignInKind } from "./site-config.ts";
import { useSignIn } from "./use-sign-in.ts";

/**
 * Before anything else: who are you? The address stays, so that whoever followed a link gets there.
 * @param before whose session has ended, where somebody was signed in; their screen stays as it was behind this one
 */
export function SignInScreen({ before }: { before?: string }) {
  const words = useTranslations("session");
  const kind = useSignInKind();
  const { mutate, error, isPending } = useSignIn(before);
  useEffect(() => {
    const code = takeSignInCode();
    if (code !== undefined) mutate({ body: { code } });
  }, [mutate]);

  return (
    <div className={style["screen"]}>
      <div className={style["form"]}>
        {before === undefined ? (
          <h1>Partproof</h1>
        ) : (
          <>
            <Heading level={1} slot="title">
              Partproof
            </Heading>
            <p>{words("ended")}</p>
          </>
        )}
        {kind?.kind === "cognito" ? <CognitoSignIn pool={kind} /> : null}
        {kind?.kind === "session" ? (
          <SignInForm
            name={before}
            error={error}
            isPending={isPending}
            onSubmit={(credentials) => mutate({ body: credentials })}
          />
        ) : null}
        <LanguageLinks />
      </div>
    </div>
  );
}
