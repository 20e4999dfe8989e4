/** Settings by name, and as they go on to the CDK. */
export type Context = { context: Record<string, string>; forCdk: string[] };

/**
 * The `--context name=value` of a command line, as values and as they go on to the CDK.
 * @throws Error for anything else, since the CDK would be told half of what was meant
 */
export function readContext(args: readonly string[]): Context {
  const context: Record<string, string> = {};
  for (let i = 0; i < args.length; i += 1) {
    const [flag, inline] = splitOnce(args[i] ?? "");
    if (flag !== "--context" && flag !== "-c")
      throw new Error(`Expected --context name=value, received ${args[i]}.`);
    const given = inline ?? args[++i] ?? "";
    const [name, value] = splitOnce(given);
    if (name === "" || value === undefined)
      throw new Error(`Expected --context name=value, received --context ${given}.`);
    context[name] = value;
  }
  return withContext(context, {});
}

/** The same with further settings, which win. */
export function withContext(given: Record<string, string>, added: Record<string, string>): Context {
  const context = { ...given, ...added };
  const forCdk = Object.entries(context).flatMap(([name, value]) => ["--context", `${name}=${value}`]);
  return { context, forCdk };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
