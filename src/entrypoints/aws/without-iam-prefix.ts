const PREFIX = "/iam";

/** Routes below `/iam` are the same routes, behind AWS signatures instead of tokens: the application knows them by one name. */
export function withoutIamPrefix<T extends { path: string }>(event: T): T {
  if (!event.path.startsWith(`${PREFIX}/`)) return event;
  return { ...event, path: event.path.slice(PREFIX.length) };
}
