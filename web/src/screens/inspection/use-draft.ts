import { useState } from "react";

/**
 * Text that somebody is typing, kept in this tab: neither a failed request nor a page that is loaded anew loses it.
 * @returns the text, a function that changes it, and one that forgets it
 */
export function useDraft(key: string): readonly [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? "");
  return [
    text,
    (typed) => {
      setText(typed);
      sessionStorage.setItem(key, typed);
    },
    () => {
      setText("");
      sessionStorage.removeItem(key);
    },
  ];
}
