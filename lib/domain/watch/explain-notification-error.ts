import type { AttemptError, AttemptErrorKind } from "#lib/domain/attempt-error.ts";
import { explainAttemptError } from "#lib/domain/explain-attempt-error.ts";

export type NotificationProblem = { kind: AttemptErrorKind; what: string; todo: string };

/** Why a message did not get through. The address is a secret, so that nothing of it is repeated here. */
export function explainNotificationError(error: AttemptError): NotificationProblem {
  const { kind } = error;
  const { what, todo } = explainAttemptError(error);
  return { kind, what: hidden(error) ?? what, todo: TODO[kind] ?? todo };
}

function hidden(error: AttemptError): string | null {
  if (error.kind === "redirect") return `The address answered ${error.status}; redirects are not followed.`;
  if (error.kind === "gone") return "The address answered 410 Gone.";
  if (error.kind === "http_4xx") return `The address refused the message with ${error.status}.`;
  return null;
}

const REPLACE = "Replace the address: it was removed, or its channel was archived.";

const TODO: Partial<Record<AttemptErrorKind, string>> = {
  invalid_url: "Correct the address.",
  blocked_address: "Choose another address or change the deployment's allow-list.",
  dns: "Check the host name of the address.",
  redirect: "Enter the final address.",
  gone: REPLACE,
  rate_limited: "Nothing: it is tried again later.",
  http_4xx: "Check that the address is complete and still in force, and that its kind is right.",
  http_5xx: "Nothing, unless it lasts: it is tried again.",
  reset: "Nothing, unless it lasts: it is tried again.",
};
