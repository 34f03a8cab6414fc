import type { AttemptError, AttemptPhase, TlsReason } from "./attempt-error.ts";
import { explainStatus } from "./explain-status.ts";

/** What happened, and what to do about it: one sentence each. */
export type Explanation = { what: string; todo: string };

export function explainAttemptError(error: AttemptError): Explanation {
  switch (error.kind) {
    case "redirect":
    case "gone":
    case "rate_limited":
    case "http_4xx":
    case "http_5xx":
    case "unexpected_status":
      return explainStatus(error);
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
    default:
      return explainNetwork(error);
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

function explainNetwork(error: Extract<AttemptError, { kind: NetworkKind }>): Explanation {
  switch (error.kind) {
    case "invalid_url":
      return { what: error.message, todo: "Correct the destination's URL." };
    case "blocked_address":
      return { what: error.sentence, todo: BLOCKED_TODO[error.reason] ?? PRIVATE_TODO };
    case "dns":
      return { what: DNS[error.reason](error.host), todo: "Check the host name in the URL and its DNS records." };
    case "connect_refused":
      return { what: `${error.address} refused the connection.`, todo: "Start the receiver, or correct the port." };
    case "unreachable":
      return { what: `No route to the receiver (${error.detail}).`, todo: "Check the network between here and there." };
    case "tls":
      return { what: `${TLS[error.reason].what} (${error.detail}).`, todo: TLS[error.reason].todo };
    case "timeout":
      return { what: `${TIMEOUT[error.phase].what} within ${error.limitMs} ms.`, todo: TIMEOUT[error.phase].todo };
    case "reset":
      return {
        what: `The receiver closed the connection before it had answered (${error.detail}).`,
        todo: "Look for a crash, a restart or a proxy limit at the receiver; it may have handled the event.",
      };
  }
}

const PRIVATE_TODO = "Point the destination elsewhere or change the deployment's allow-list.";
const NEVER_TODO = "Point the destination elsewhere; no allow-list opens this address.";

/** By the address policy's reasons; whatever is not named here can be allow-listed. */
const BLOCKED_TODO: Partial<Record<string, string>> = {
  unspecified: NEVER_TODO,
  metadata: NEVER_TODO,
  multicast: NEVER_TODO,
  own_listener: NEVER_TODO,
  not_an_address: NEVER_TODO,
  port: "Let the receiver listen on 443 or on 8000 to 8999, or change the deployment's allow-list.",
  plain_http: "Set the destination's URL to https, or change the deployment's allow-list.",
};

const DNS = {
  not_found: (host: string) => `The name ${host} does not exist.`,
  temporary: (host: string) => `The name ${host} could not be resolved at the moment.`,
  no_addresses: (host: string) => `The name ${host} has no address.`,
};

const TLS = {
  expired: { what: "The certificate has expired", todo: "Renew the receiver's certificate." },
  not_yet_valid: {
    what: "The certificate is not valid yet",
    todo: "Check the clock of this machine and the dates of the receiver's certificate.",
  },
  wrong_host: {
    what: "The certificate is for another host name",
    todo: "Call the receiver by a name that its certificate holds, or have this name added to it.",
  },
  self_signed: {
    what: "The certificate is self-signed",
    todo: "Install one from a public issuer, or name it in the deployment's NODE_EXTRA_CA_CERTS.",
  },
  untrusted: {
    what: "The certificate's issuer is not trusted",
    todo: "Let the receiver send its full chain, or name your own issuer in the deployment's NODE_EXTRA_CA_CERTS.",
  },
  not_tls: { what: "The port does not speak TLS", todo: "Correct the port, or let the receiver serve https on it." },
  protocol: {
    what: "The receiver speaks no version of TLS that is still safe",
    todo: "Let the receiver accept TLS 1.2 or 1.3.",
  },
  handshake: {
    what: "The TLS handshake failed",
    todo: "Check the receiver's TLS settings: certificate, host name, versions, and that it asks for no client certificate.",
  },
} satisfies Record<TlsReason, Explanation>;

const TIMEOUT = {
  dns: { what: "The host name did not resolve", todo: "Check the name servers of this machine." },
  connect: { what: "No connection came about", todo: "Check host, port and firewall." },
  tls: { what: "The TLS handshake did not finish", todo: "Check that the port serves https and is not overloaded." },
  response: {
    what: "The receiver did not answer",
    todo: "Answer first and work afterwards, or raise the destination's time limit.",
  },
  body: { what: "The receiver did not finish its answer", todo: "Answer with a short body, or none." },
} satisfies Record<AttemptPhase, Explanation>;
