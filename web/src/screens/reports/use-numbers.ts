import { useMemo } from "react";
import { useFormatter } from "use-intl";

/** Numbers as the reader's language writes them. What is not known is a dash, never 0. */
export function useNumbers() {
  const format = useFormatter();
  return useMemo(() => {
    const number = (digits: number) => (value: number | undefined) =>
      value === undefined ? "–" : format.number(value, { maximumFractionDigits: digits });
    return {
      count: number(0),
      tenth: number(1),
      decimal: number(3),
      share: (value: number | undefined) =>
        value === undefined
          ? "–"
          : format.number(value, { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      percent: (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 1 }),
      ms: (value: number) => `${format.number(value, { maximumFractionDigits: 0 })} ms`,
    };
  }, [format]);
}
