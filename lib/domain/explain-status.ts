import type { AttemptError } from "./attempt-error.ts";

type StatusKind = "redirect" | "gone" | "rate_limited" | "http_4xx" | "http_5xx" | "unexpected_status";
type StatusError = Extract<AttemptError, { kind: StatusKind }>;

/** What a status other than 2xx means at a receiver of webhooks, and what to do: one sentence each. */
export function explainStatus(error: StatusError): { what: string; todo: string } {
  switch (error.kind) {
    case "redirect":
      return { what: `${redirected(error)}; redirects are not followed.`, todo: redirectTodo(error) };
    case "gone":
      return { what: "The receiver answered 410 Gone, so the destination was paused.", todo: GONE_TODO };
    case "rate_limited":
      return { what: `The receiver answered 429${wait(error)}.`, todo: "Lower the destination's rate or concurrency." };
    case "http_4xx":
      return {
        what: `The receiver refused the event with ${error.status}.`,
        todo: REFUSED_TODO[error.status] ?? OTHER_4XX_TODO,
      };
    case "http_5xx":
      return {
        what: `The receiver failed with ${error.status}${wait(error)}.`,
        todo: FAILED_TODO[error.status] ?? otherFailureTodo(error.status),
      };
    case "unexpected_status":
      return { what: `The receiver answered ${error.status}; only 2xx counts.`, todo: "Answer 2xx once it is kept." };
  }
}

function redirected({ status, location }: { status: number; location: string | null }): string {
  return `The receiver answered ${status} and pointed to ${location ?? "nowhere"}`;
}

function redirectTodo({ status, location }: { status: number; location: string | null }): string {
  if (location === null) return "Correct the destination's URL; the receiver does not say what it should be.";
  if (status === 301 || status === 308) return "Set the destination's URL to the final address.";
  return "Set the destination's URL to the final address, or let the path take events without signing in.";
}

function wait({ retryAfterSeconds }: { retryAfterSeconds: number | null }): string {
  return retryAfterSeconds === null ? "" : ` and asked to wait ${retryAfterSeconds} s`;
}

function otherFailureTodo(status: number): string {
  if (status >= 520 && status <= 530) return "Ask the proxy in front of the receiver why it could not reach it.";
  return "Look into the receiver's own log at the time of the attempt.";
}

const GONE_TODO = "Correct the URL or remove the destination, then resume it.";
const OTHER_4XX_TODO =
  "Compare the response below with what the receiver expects: path, authentication, signature secret.";

const REFUSED_TODO: Partial<Record<number, string>> = {
  400: "Compare the response below with what the receiver expects, and check that it verifies the raw body.",
  401: "Check the destination's authorization header, and that the receiver has the current signing secret.",
  403: "Check the receiver's firewall and access rules for this machine's address, and the signing secret.",
  404: "Correct the path in the destination's URL.",
  405: "Let the receiver take POST at this path, or correct the URL.",
  407: "Let the proxy in front of the receiver pass webhooks without signing in.",
  408: "Check the load of the receiver and of any proxy in front of it.",
  409: "Let the receiver answer 2xx to a webhook-id that it has handled before.",
  413: "Raise the body limit of the receiver or of the proxy in front of it.",
  415: "Let the receiver take the content type application/json.",
  422: "Compare the event with what the receiver expects; the response below may name the field.",
  431: "Shorten or remove custom headers of the destination.",
};

const FAILED_TODO: Partial<Record<number, string>> = {
  501: "Let the receiver take POST at this path, or correct the URL.",
  502: "Check that the application behind the receiver's proxy is running.",
  503: "Check whether the receiver is overloaded or in maintenance.",
  504: "Let the application behind the receiver's proxy answer first and work afterwards.",
};
