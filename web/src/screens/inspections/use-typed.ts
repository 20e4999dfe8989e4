import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 300;

/**
 * A text field that tells what was typed once there is a pause, and shows what comes from elsewhere when nobody types.
 * @param told the value as everybody else knows it
 */
export function useTyped(
  told: string,
  tell: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState<string>();
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  return [
    typed ?? told,
    (text) => {
      setTyped(text);
      clearTimeout(pause.current);
      pause.current = setTimeout(() => {
        tell(text.trim());
        setTyped(undefined);
      }, PAUSE_MS);
    },
  ];
}
