/**
 * A secret that signs in once, from an address such as `/#sign-in=…` that a server with the simulated line prints. It is
 * taken out of the address at once: what follows `#` never reaches a server, and shall not stay in a history either.
 */
let code = takeFromAddress();

/** @returns undefined where there was none, or it was asked for before */
export function takeSignInCode(): string | undefined {
  const taken = code;
  code = undefined;
  return taken;
}

function takeFromAddress(): string | undefined {
  const found = new URLSearchParams(location.hash.slice(1)).get("sign-in");
  if (found === null) return undefined;
  history.replaceState(history.state, "", location.pathname + location.search);
  return found;
}
