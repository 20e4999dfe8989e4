import { useEffect, useRef } from "react";

/** Elements that want these keys for themselves. */
const TAKES_KEYS = "input, textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=grid]";

/** Shortcuts of a screen by `KeyboardEvent.key`; none of them while something is typed or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TAKES_KEYS)) return;
      if (!Object.hasOwn(current.current, event.key)) return;
      event.preventDefault();
      current.current[event.key]?.();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
