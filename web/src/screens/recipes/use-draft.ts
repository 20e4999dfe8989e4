import { useState } from "react";

const PREFIX = "partproof-recipe-draft:";

/**
 * The text of a recipe that is being written. It stays on this device until it is published or thrown away, so a closed tab
 * or a session that ended costs nobody their work.
 * @param key which recipe; a new one has its own key
 * @param published what to begin with
 */
export function useDraft(key: string, published: string) {
  const [kept, setKept] = useState(() => localStorage.getItem(PREFIX + key));
  return {
    text: kept ?? published,
    isChanged: kept !== null && kept !== published,
    change(text: string): void {
      localStorage.setItem(PREFIX + key, text);
      setKept(text);
    },
    discard(): void {
      localStorage.removeItem(PREFIX + key);
      setKept(null);
    },
  };
}
