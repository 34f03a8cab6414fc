import { expect, test } from "vitest";
import { errorForStatus } from "./attempt-error.ts";

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
