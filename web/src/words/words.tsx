import { type ReactNode, useEffect, useState } from "react";
import { IntlProvider } from "use-intl";
import type { en } from "./en/index.ts";
import { type Language, load, useLanguage } from "./language.ts";
import type { Messages } from "./translated.ts";

/** The words of all screens in the reader's language. */
export function Words({ children }: { children: ReactNode }) {
  const [language] = useLanguage();
  const [shown, setShown] = useState<{ language: Language; messages: Messages }>();
  useEffect(() => {
    let wanted = true;
    void load(language).then((messages) => wanted && setShown({ language, messages }));
    return () => {
      wanted = false;
    };
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  if (!shown) return null;
  // The library takes the English texts for types, to know what each needs; other languages need the same.
  const messages = shown.messages as typeof en;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <IntlProvider locale={shown.language} messages={messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
