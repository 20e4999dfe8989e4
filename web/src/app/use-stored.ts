import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

/**
 * A choice that stays on this device.
 * @param isValid what may be stored; anything else counts as not chosen
 * @returns the choice, and a function that changes it on every screen at once
 */
export function useStored<T extends string>(
  key: string,
  isValid: (text: string) => text is T,
  otherwise: T,
): readonly [T, (value: T) => void] {
  const stored = useSyncExternalStore(subscribe, () => localStorage.getItem(key));
  const value = stored !== null && isValid(stored) ? stored : otherwise;
  return [value, (chosen) => store(key, chosen)];
}

function store(key: string, value: string): void {
  localStorage.setItem(key, value);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
