/**
 * A place of its own for CodeMirror. It writes its styles into the page, which the content security policy refuses; in a
 * shadow tree it uses constructed style sheets instead.
 * @param host stays the same element for as long as the page shows it
 */
export function inShadow(host: HTMLElement): { root: ShadowRoot; parent: HTMLElement } {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const parent = document.createElement("div");
  root.replaceChildren(parent);
  return { root, parent };
}
