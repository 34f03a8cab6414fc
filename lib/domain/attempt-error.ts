export type TlsReason = "expired" | "not_yet_valid" | "wrong_host" | "self_signed" | "untrusted" | "handshake";

/** Where the total time limit of an attempt struck. */
export type AttemptPhase = "dns" | "connect" | "response" | "body";

/** Why an attempt failed. `detail` is a library's own short text or code, never a stack. */
export type AttemptError =
  | { kind: "invalid_url"; message: string }
  | { kind: "blocked_address"; reason: string; sentence: string }
  | { kind: "dns"; reason: "not_found" | "temporary" | "no_addresses"; host: string }
  | { kind: "connect_refused"; address: string }
  | { kind: "unreachable"; detail: string }
  | { kind: "tls"; reason: TlsReason; detail: string }
  | { kind: "timeout"; phase: AttemptPhase; limitMs: number }
  | { kind: "reset"; detail: string }
  | { kind: "redirect"; status: number; location: string | null }
  | { kind: "gone"; status: 410 }
  | { kind: "rate_limited"; status: number; retryAfterSeconds: number | null }
  | { kind: "http_4xx"; status: number }
  | { kind: "http_5xx"; status: number; retryAfterSeconds: number | null }
  | { kind: "unexpected_status"; status: number }
  | { kind: "response_too_large"; detail: string }
  | { kind: "malformed_response"; detail: string }
  | { kind: "unknown_outcome" }
  | { kind: "internal"; detail: string };

export type AttemptErrorKind = AttemptError["kind"];

export type Response = { status: number; location: string | null; retryAfterSeconds: number | null };

/** Null for 2xx, which alone is success. */
export function errorForStatus({ status, location, retryAfterSeconds }: Response): AttemptError | null {
  if (status >= 200 && status <= 299) return null;
  if (status === 410) return { kind: "gone", status };
  if (status === 429) return { kind: "rate_limited", status, retryAfterSeconds };
  if (status >= 500 && status <= 599) return { kind: "http_5xx", status, retryAfterSeconds };
  if (status >= 400 && status <= 499) return { kind: "http_4xx", status };
  if (status >= 300 && status <= 399 && status !== 304) return { kind: "redirect", status, location };
  return { kind: "unexpected_status", status };
}

/** What happened and what to do about it, one sentence each. */
export function explainAttemptError(error: AttemptError): { what: string; todo: string } {
  switch (error.kind) {
    case "invalid_url":
      return { what: error.message, todo: "Correct the destination's URL." };
    case "blocked_address":
      return { what: error.sentence, todo: "Point the destination elsewhere or change the deployment's allow-list." };
    case "dns":
      return { what: DNS[error.reason](error.host), todo: "Check the host name in the URL and its DNS records." };
    case "connect_refused":
      return { what: `${error.address} refused the connection.`, todo: "Start the receiver, or correct the port." };
    case "unreachable":
      return { what: `No route to the receiver (${error.detail}).`, todo: "Check the network between here and there." };
    case "tls":
      return {
        what: `${TLS[error.reason]} (${error.detail}).`,
        todo: "Install a valid certificate for this host name.",
      };
    case "timeout":
      return { what: `${TIMEOUT[error.phase]} within ${error.limitMs} ms.`, todo: TIMEOUT_TODO[error.phase] };
    case "reset":
      return {
        what: `The receiver closed the connection before it had answered (${error.detail}).`,
        todo: "Look for a crash, a restart or a proxy limit at the receiver; it may have handled the event.",
      };
    default:
      return explainResponse(error);
  }
}

type NetworkKind =
  | "invalid_url"
  | "blocked_address"
  | "dns"
  | "connect_refused"
  | "unreachable"
  | "tls"
  | "timeout"
  | "reset";

function explainResponse(error: Exclude<AttemptError, { kind: NetworkKind }>): { what: string; todo: string } {
  switch (error.kind) {
    case "redirect":
      return {
        what: `The receiver answered ${error.status} and pointed to ${error.location ?? "nowhere"}; redirects are not followed.`,
        todo: "Set the destination's URL to the final address.",
      };
    case "gone":
      return { what: "The receiver answered 410 Gone, so the destination was paused.", todo: GONE_TODO };
    case "rate_limited":
      return { what: `The receiver answered 429${wait(error)}.`, todo: "Lower the destination's rate or concurrency." };
    case "http_4xx":
      return { what: `The receiver refused the event with ${error.status}.`, todo: HTTP_4XX_TODO };
    case "http_5xx":
      return {
        what: `The receiver failed with ${error.status}${wait(error)}.`,
        todo: "Look into the receiver's own log at the time of the attempt.",
      };
    case "unexpected_status":
      return { what: `The receiver answered ${error.status}; only 2xx counts.`, todo: "Answer 2xx once it is kept." };
    case "response_too_large":
      return { what: `The response was too large (${error.detail}).`, todo: "Answer with few and short headers." };
    case "malformed_response":
      return {
        what: `The response is not valid HTTP (${error.detail}).`,
        todo: "Check that the port speaks HTTP/1.1.",
      };
    case "unknown_outcome":
      return {
        what: "The worker stopped before the answer was recorded, so the receiver may have got the event.",
        todo: "Nothing: it was sent again with the same webhook-id.",
      };
    case "internal":
      return { what: `Signalbox failed before it could send (${error.detail}).`, todo: "Look into the worker's log." };
  }
}

function wait({ retryAfterSeconds }: { retryAfterSeconds: number | null }): string {
  return retryAfterSeconds === null ? "" : ` and asked to wait ${retryAfterSeconds} s`;
}

const GONE_TODO = "Correct the URL or remove the destination, then resume it.";
const HTTP_4XX_TODO =
  "Compare the response below with what the receiver expects: path, authentication, signature secret.";

const DNS = {
  not_found: (host: string) => `The name ${host} does not exist.`,
  temporary: (host: string) => `The name ${host} could not be resolved at the moment.`,
  no_addresses: (host: string) => `The name ${host} has no address.`,
};

const TLS = {
  expired: "The certificate has expired",
  not_yet_valid: "The certificate is not valid yet",
  wrong_host: "The certificate is for another host name",
  self_signed: "The certificate is self-signed",
  untrusted: "The certificate's issuer is not trusted",
  handshake: "The TLS handshake failed",
} satisfies Record<TlsReason, string>;

const TIMEOUT = {
  dns: "The host name did not resolve",
  connect: "No connection came about",
  response: "The receiver did not answer",
  body: "The receiver did not finish its answer",
} satisfies Record<AttemptPhase, string>;

const TIMEOUT_TODO = {
  dns: "Check the name servers of this machine.",
  connect: "Check host, port and firewall.",
  response: "Answer first and work afterwards, or raise the destination's time limit.",
  body: "Answer with a short body, or none.",
} satisfies Record<AttemptPhase, string>;
