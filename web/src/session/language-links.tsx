import { useTranslations } from "use-intl";
import { Button } from "../components/button.tsx";
import { LANGUAGES, type Language, useLanguage } from "../words/language.ts";
import style from "./sign-in-screen.module.css";

/** Whoever cannot read this page finds their language in it. */
export function LanguageLinks() {
  const words = useTranslations("shell");
  const [language, setLanguage] = useLanguage();
  return (
    <fieldset className={style["languages"]} aria-label={words("language")}>
      {(Object.keys(LANGUAGES) as Language[]).map((one) => (
        <Button key={one} quiet lang={one} aria-pressed={one === language} onPress={() => setLanguage(one)}>
          {LANGUAGES[one]}
        </Button>
      ))}
    </fieldset>
  );
}
