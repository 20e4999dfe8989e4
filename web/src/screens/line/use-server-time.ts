import { useEffect, useState } from "react";

/** The time at the server, in milliseconds since 1970, a second at a time. */
export function useServerTime(aheadMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return now + aheadMs;
}
