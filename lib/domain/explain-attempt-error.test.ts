import { expect, test } from "vitest";
import type { AttemptError, AttemptErrorKind, AttemptPhase, TlsReason } from "./attempt-error.ts";
import { explainAttemptError } from "./explain-attempt-error.ts";

const TLS_REASONS = {
  expired: true,
  not_yet_valid: true,
  wrong_host: true,
  self_signed: true,
  untrusted: true,
  not_tls: true,
  protocol: true,
  handshake: true,
} satisfies Record<TlsReason, true>;

const PHASES = { dns: true, connect: true, tls: true, response: true, body: true } satisfies Record<AttemptPhase, true>;

const keysOf = <Key extends string>(map: Record<Key, true>) => Object.keys(map) as Key[];

const EXAMPLES = {
  invalid_url: [{ kind: "invalid_url", message: "Wrong." }],
  blocked_address: [{ kind: "blocked_address", reason: "private", sentence: "Private." }],
  dns: (["not_found", "temporary", "no_addresses"] as const).map((reason) => ({ kind: "dns", reason, host: "a.test" })),
  connect_refused: [{ kind: "connect_refused", address: "10.0.0.1:80" }],
  unreachable: [{ kind: "unreachable", detail: "EHOSTUNREACH" }],
  tls: keysOf(TLS_REASONS).map((reason) => ({ kind: "tls", reason, detail: "CODE" })),
  timeout: keysOf(PHASES).map((phase) => ({ kind: "timeout", phase, limitMs: 15_000 })),
  reset: [{ kind: "reset", detail: "other side closed" }],
  redirect: [301, 302, 303, 307, 308].flatMap((status) =>
    ["https://b.test/", null].map((location) => ({ kind: "redirect" as const, status, location })),
  ),
  gone: [{ kind: "gone", status: 410 }],
  rate_limited: [null, 7].map((retryAfterSeconds) => ({ kind: "rate_limited", status: 429, retryAfterSeconds })),
  http_4xx: range(400, 499).map((status) => ({ kind: "http_4xx", status })),
  http_5xx: range(500, 599).map((status) => ({ kind: "http_5xx", status, retryAfterSeconds: null })),
  unexpected_status: [{ kind: "unexpected_status", status: 304 }],
  response_too_large: [{ kind: "response_too_large", detail: "headers" }],
  malformed_response: [{ kind: "malformed_response", detail: "Invalid header" }],
  unknown_outcome: [{ kind: "unknown_outcome" }],
  internal: [{ kind: "internal", detail: "?" }],
} satisfies { [Kind in AttemptErrorKind]: Extract<AttemptError, { kind: Kind }>[] };

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test.each(Object.entries<AttemptError[]>(EXAMPLES))(
  "%s: one sentence says what happened and one what to do",
  (_kind, errors) => {
    for (const error of errors) {
      const { what, todo } = explainAttemptError(error);
      expect(what).toMatch(ONE_SENTENCE);
      expect(todo).toMatch(ONE_SENTENCE);
    }
  },
);

const ONE_SENTENCE = /^[A-Z0-9](?:(?!\. [A-Z]).)+\.$/;

test("no two TLS reasons and no two phases read the same", () => {
  for (const errors of [EXAMPLES.tls, EXAMPLES.timeout]) {
    expect(new Set(errors.map((error) => explainAttemptError(error).what)).size).toBe(errors.length);
  }
});

test("statuses with a usual cause get advice of their own", () => {
  const todo = (status: number) =>
    explainAttemptError(
      status < 500 ? { kind: "http_4xx", status } : { kind: "http_5xx", status, retryAfterSeconds: null },
    ).todo;
  expect(todo(401)).toContain("signing secret");
  expect(todo(404)).toContain("path");
  expect(todo(405)).toContain("POST");
  expect(todo(413)).toContain("body limit");
  expect(todo(415)).toContain("application/json");
  expect(todo(502)).toContain("behind the receiver's proxy");
  expect(todo(504)).toContain("answer first");
  expect(todo(522)).toContain("proxy in front");
  expect(todo(418)).toBe(todo(499));
});

test("nobody is sent to the allow-list for an address that it cannot open", () => {
  const todo = (reason: string) => explainAttemptError({ kind: "blocked_address", reason, sentence: "No." }).todo;
  for (const reason of ["metadata", "unspecified", "multicast", "own_listener"]) {
    expect(todo(reason)).toContain("no allow-list opens");
  }
  for (const reason of ["private", "loopback", "link_local", "reserved", "port", "plain_http"]) {
    expect(todo(reason)).toContain("change the deployment's allow-list");
  }
});

test("what a receiver sends stays text in the sentence about it", () => {
  const location = "javascript:alert(1)";
  expect(explainAttemptError({ kind: "redirect", status: 302, location }).what).toBe(
    "The receiver answered 302 and pointed to javascript:alert(1); redirects are not followed.",
  );
});
