import { PartproofError } from "../../domain/errors.ts";

export type LineTopics = {
  /** The last verdict of a line, retained. @param line undefined for photos that name no line */
  verdict(line: string | undefined): string;
  /** Whether this client is connected, retained: `online` or `offline`. */
  status: string;
  /** What is about no inspection, such as a test message; not retained. */
  messages: string;
};

const PREFIX = /^[A-Za-z0-9._-]{1,64}(\/[A-Za-z0-9._-]{1,64}){0,7}$/;

/**
 * Names of topics. A line is always exactly one level and never a wildcard, whatever it is called: what is not a
 * letter, digit, dot, dash or underscore is percent-encoded.
 * @param prefix one to eight levels, such as `partproof` or `factory/hall-2/partproof`
 * @throws PartproofError `invalid-input` for another prefix
 */
export function lineTopics(prefix: string, clientId: string): LineTopics {
  if (!PREFIX.test(prefix)) {
    throw new PartproofError(
      "invalid-input",
      `Expected a topic prefix of letters, digits, dots, dashes and underscores, with / between its levels, received "${prefix}".`,
    );
  }
  return {
    verdict: (line) => `${prefix}/${levelOf(line)}/verdict`,
    status: `${prefix}/${levelOf(clientId)}/status`,
    messages: `${prefix}/${levelOf(clientId)}/messages`,
  };
}

/** `-` stands for no name: no line can be called so, names begin with a letter or digit. */
function levelOf(name: string | undefined): string {
  if (name === undefined || name === "") return "-";
  const bytes = new TextEncoder().encode(name);
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9._-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}
