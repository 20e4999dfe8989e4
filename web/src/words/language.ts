import { useStored } from "../app/use-stored.ts";
import type { en } from "./en/index.ts";
import type { Messages } from "./translated.ts";

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en;
  }
}

/** The words of one language; only the one that is read is loaded. */
export async function load(language: Language): Promise<Messages> {
  if (language === "de") return (await import("./de/index.ts")).de;
  if (language === "es") return (await import("./es/index.ts")).es;
  return (await import("./en/index.ts")).en;
}

/** What the reader chose on this device, else the first language of the browser that we speak, else English. */
export function useLanguage(): readonly [Language, (language: Language) => void] {
  return useStored("partproof-language", isLanguage, ofBrowser());
}

function ofBrowser(): Language {
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}
