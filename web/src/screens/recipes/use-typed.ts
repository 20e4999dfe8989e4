import { useState } from "react";

/**
 * A field over a value that is kept elsewhere. What cannot be read (yet) stays as it was typed, is marked, and goes no
 * further; what changes elsewhere is shown.
 * @param shown the value as text
 * @param read what was typed as a value, or null for what is none
 */
export function useTyped<T>(shown: string, read: (text: string) => T | null, onRead: (value: T) => void) {
  const [{ typed, basis }, setState] = useState({ typed: shown, basis: shown });
  // The value was changed by somebody else than this field.
  const current = shown === basis ? typed : shown;
  return {
    value: current,
    isInvalid: read(current) === null,
    onChange(text: string): void {
      const value = read(text);
      setState({ typed: text, basis: shown });
      if (value !== null) onRead(value);
    },
  };
}

/** A fraction from 0 to 1, with a point or a comma. @returns undefined for nothing, null for what is no fraction */
export function readFraction(text: string): number | undefined | null {
  if (text.trim() === "") return undefined;
  const value = Number(text.replace(",", "."));
  return value >= 0 && value <= 1 ? value : null;
}
