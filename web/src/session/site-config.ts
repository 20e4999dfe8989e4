import { useQuery } from "@tanstack/react-query";

/** How people sign in on this platform: at the server itself, or at a Cognito user pool. */
export type SignInKind =
  | { kind: "session" }
  | { kind: "cognito"; domain: string; clientId: string; redirectUri: string };

/** @returns undefined until it is known */
export function useSignInKind(): SignInKind | undefined {
  const { data } = useQuery({
    queryKey: ["site-config"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: readSignInKind,
  });
  return data;
}

/** @throws Error when there is no such file, or it says nothing that is known here */
export async function readSignInKind(): Promise<SignInKind> {
  const response = await fetch("/site-config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`/site-config.json was answered ${response.status}.`);
  const { signIn } = (await response.json()) as { signIn?: Partial<Record<string, unknown>> };
  if (signIn?.["kind"] === "session") return { kind: "session" };
  const { domain, clientId, redirectUri } = signIn ?? {};
  if (signIn?.["kind"] !== "cognito" || !isText(domain) || !isText(clientId) || !isText(redirectUri))
    throw new Error("/site-config.json does not say how people sign in.");
  return { kind: "cognito", domain, clientId, redirectUri };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
