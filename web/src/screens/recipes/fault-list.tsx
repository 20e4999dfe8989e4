import { useTranslations } from "use-intl";
import style from "./fault-list.module.css";
import type { Validation } from "./recipe-requests.ts";

/** Every fault of a recipe, for who does not see the underlined places. Nothing while there is none. */
export function FaultList({ faults }: { faults: Validation["faults"] }) {
  const words = useTranslations("recipes");
  if (faults.length === 0) return null;
  return (
    <section className={style["faults"]} aria-label={words("faults", { count: faults.length })}>
      <h3>{words("faults", { count: faults.length })}</h3>
      <ul>
        {faults.map(({ path, expected, received, line }) => (
          <li key={`${path} ${expected} ${line}`}>
            {line === undefined ? null : <>{words("line", { line: String(line) })} </>}
            {words("fault", { path, expected, received })}
          </li>
        ))}
      </ul>
    </section>
  );
}
