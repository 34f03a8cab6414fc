import type { OpenLink } from "#lib/domain/api/link-input.ts";
import { ApiError, readApiError } from "./api-error.ts";

/** What a one-time link is for. Throws ApiError when it does not work any more. */
export function inspectLink(token: string): Promise<OpenLink> {
  return post<OpenLink>("/api/link/inspect", { token });
}

interface LinkAnswers {
  token: string;
  password: string;
  email?: string;
  name?: string;
}

/** Sets the password and uses the link up; returns the address to sign in with. */
export function acceptLink(answers: LinkAnswers): Promise<{ email: string }> {
  return post<{ email: string }>("/api/link/accept", answers);
}

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-requested-by": "console" },
    cache: "no-store",
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw ApiError.unreachable(cause);
  });
  if (!response.ok) throw await readApiError(response);
  // The handler answers with this very type.
  return (await response.json()) as Answer;
}
