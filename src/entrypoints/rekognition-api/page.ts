import { WireError } from "./wire-error.ts";

const MOST = 100;

/**
 * A page of a list, and the token for the one after it. Tokens name the last item shown, so that what is added or
 * deleted meanwhile neither repeats nor hides another.
 * @param idOf tells items apart @throws WireError `InvalidPaginationTokenException`
 */
export function pageOf<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  request: { NextToken?: string | undefined; MaxResults?: number | undefined },
): { page: T[]; NextToken?: string } {
  const { NextToken, MaxResults = MOST } = request;
  const start =
    NextToken === undefined ? 0 : items.findIndex((item) => tokenOf(idOf(item)) === NextToken) + 1;
  if (NextToken !== undefined && start === 0) {
    const message = "The NextToken is not of this list, or what it stood for was deleted. Begin without one.";
    throw new WireError("InvalidPaginationTokenException", message);
  }
  const page = items.slice(start, start + MaxResults);
  const last = page.at(-1);
  const isMore = start + page.length < items.length;
  return isMore && last !== undefined ? { page, NextToken: tokenOf(idOf(last)) } : { page };
}

function tokenOf(id: string): string {
  return Buffer.from(id).toString("base64url");
}
