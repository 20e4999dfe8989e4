import { useTranslations } from "use-intl";
import { THEMES, useTheme } from "../../app/use-theme.ts";
import { Choice } from "../../components/choice.tsx";
import { Panel } from "../../components/panel.tsx";
import { LANGUAGES, type Language, useLanguage } from "../../words/language.ts";
import style from "./settings-screen.module.css";

/** What is chosen for this browser alone. */
export function DevicePanel() {
  const words = useTranslations("settings.device");
  const shell = useTranslations("shell");
  const [language, setLanguage] = useLanguage();
  const [theme, setTheme] = useTheme();
  return (
    <Panel title={words("title")}>
      <div className={style["row"]}>
        <Choice
          label={shell("language")}
          options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, text: LANGUAGES[value] }))}
          value={language}
          onChange={setLanguage}
        />
        <Choice
          label={shell("theme.label")}
          options={THEMES.map((value) => ({ value, text: shell(`theme.${value}`) }))}
          value={theme}
          onChange={setTheme}
        />
      </div>
      <p>
        <a href="/docs">{shell("apiReference")}</a>
      </p>
    </Panel>
  );
}
