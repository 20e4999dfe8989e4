import { Maximize, Minimize, Radio, RefreshCw, WifiOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import type { LiveState } from "../../live/live-connection.ts";
import style from "./line-bar.module.css";

type LineBarProps = {
  line: string | undefined;
  isWall: boolean;
  onWall(on: boolean): void;
  onLine(line: string | undefined): void;
  state: LiveState;
};

const ICONS = { live: Radio, asking: RefreshCw, lost: WifiOff, connecting: RefreshCw } as const;
/** No line is called so: names are letters, digits, dots, dashes and underscores. */
const ALL = "*";

/** Which line, how fresh what is seen is, and over the whole screen or not. */
export function LineBar({ line, isWall, onWall, onLine, state }: LineBarProps) {
  const words = useTranslations("line");
  const { data } = $api.useQuery("get", "/v1/lines");
  const known = new Set([...(data?.items.map((item) => item.line) ?? []), ...(line ? [line] : [])]);
  const Icon = ICONS[state];
  return (
    <div className={style["bar"]}>
      <Choice
        label={words("choose")}
        value={line ?? ALL}
        options={[
          { value: ALL, text: words("allLines") },
          ...[...known].sort().map((name) => ({ value: name, text: name })),
        ]}
        onChange={(value) => onLine(value === ALL ? undefined : value)}
      />
      <p className={style["state"]} data-state={state}>
        <Icon aria-hidden="true" />
        {words(`states.${state}`)}
      </p>
      <Button onPress={() => onWall(!isWall)}>
        {isWall ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
        {words(isWall ? "leaveFullScreen" : "fullScreen")}
      </Button>
    </div>
  );
}
