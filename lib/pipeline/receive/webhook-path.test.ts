import { expect, test } from "vitest";
import { readWebhookPath } from "./webhook-path.ts";

test.each([
  "/api/webhooks/asset",
  "/api/webhooks/asset/",
  "//api//webhooks///asset",
  "/api/webhooks/asset?x=1",
  "http://host/api/webhooks/asset",
])("%s is the source asset", (target) => {
  expect(readWebhookPath(target)).toEqual({ kind: "webhook", slug: "asset" });
});

test.each([
  "/api/webhooks",
  "/api/webhooks/",
  "/api/webhooks/a/b",
  "/API/webhooks/asset",
  "/api/%77ebhooks/asset",
  "*",
  "",
])("%s is no webhook", (target) => {
  expect(readWebhookPath(target).kind).toBe("other");
});

test("the two health probes are told apart", () => {
  expect(readWebhookPath("/api/health/live")).toEqual({ kind: "health", probe: "live" });
  expect(readWebhookPath("/api/health/ready")).toEqual({ kind: "health", probe: "ready" });
});
