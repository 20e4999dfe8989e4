import { useEffect } from "react";
import { useStored } from "./use-stored.ts";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Light, dark, or as the device has it. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useStored("partproof-theme", isTheme, "auto");
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return [theme, setTheme];
}

function isTheme(text: string): text is Theme {
  return (THEMES as readonly string[]).includes(text);
}
