import { useFormatter } from "use-intl";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** @returns a function that says how long something took, in its largest unit: "3 min", "2 h" */
export function useSpanText(): (ms: number) => string {
  const format = useFormatter();
  return (ms) => {
    const [unit, length] = UNITS.find(([, unitMs]) => ms >= unitMs) ?? (["second", 1000] as const);
    const value = ms < 1000 ? Math.round(ms / 100) / 10 : Math.floor(ms / length);
    return format.number(value, { style: "unit", unit, unitDisplay: "short" });
  };
}
