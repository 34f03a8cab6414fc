import { expect, test } from "vitest";
import { type AttemptError, errorForStatus, explainAttemptError } from "./attempt-error.ts";

const kindOf = (status: number) =>
  errorForStatus({ status, location: null, retryAfterSeconds: null })?.kind ?? "success";

test("D14: only 2xx is success", () => {
  expect([200, 201, 204, 299].map(kindOf)).toEqual(Array(4).fill("success"));
  expect([199, 304].map(kindOf)).toEqual(Array(2).fill("unexpected_status"));
  expect([300, 301, 308].map(kindOf)).toEqual(Array(3).fill("redirect"));
  expect([400, 404, 410, 429, 500, 503, 600].map(kindOf)).toEqual([
    "http_4xx",
    "http_4xx",
    "gone",
    "rate_limited",
    "http_5xx",
    "http_5xx",
    "unexpected_status",
  ]);
});

test("every error says what happened and what to do", () => {
  const errors: AttemptError[] = [
    { kind: "invalid_url", message: "Wrong." },
    { kind: "blocked_address", reason: "private", sentence: "Private." },
    { kind: "dns", reason: "not_found", host: "a.test" },
    { kind: "connect_refused", address: "10.0.0.1:80" },
    { kind: "unreachable", detail: "EHOSTUNREACH" },
    { kind: "tls", reason: "expired", detail: "CERT_HAS_EXPIRED" },
    { kind: "timeout", phase: "response", limitMs: 15_000 },
    { kind: "reset", detail: "other side closed" },
    { kind: "redirect", status: 302, location: "https://b.test/" },
    { kind: "gone", status: 410 },
    { kind: "rate_limited", status: 429, retryAfterSeconds: 7 },
    { kind: "http_4xx", status: 404 },
    { kind: "http_5xx", status: 503, retryAfterSeconds: null },
    { kind: "unexpected_status", status: 304 },
    { kind: "response_too_large", detail: "headers" },
    { kind: "malformed_response", detail: "Invalid header" },
    { kind: "unknown_outcome" },
    { kind: "internal", detail: "?" },
  ];
  for (const error of errors) {
    const { what, todo } = explainAttemptError(error);
    expect(`${what} ${todo}`).toMatch(/^\S.*\. [A-Z].*\.$/);
  }
});
