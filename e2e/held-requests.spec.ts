import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import { signAboundWebhook, signAssetWebhook } from "#lib/simulator/sign-webhook.ts";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { dialogOf, open, openFilled, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { DOORS_LEARN_MS } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("what arrives before a source has its keys is held, and becomes an event by itself", async ({
  page,
  api,
  signalbox,
  downstreams,
}) => {
  const { jwk, privateKey } = createRsaSigner();
  const unreachable = await startHttpServer((_request, response) => response.writeHead(500).end());
  const slug = `keyless-${randomUUID().slice(0, 8)}`;
  const source = { provider: "asset", slug, name: "Keyless", environment: "production", jwksUrl: unreachable.url };
  await api.post("/sources", source);
  const ledger = await downstreams.start("Ledger of the keyless", { sources: [slug] });
  await sleep(DOORS_LEARN_MS);
  const text = '{"type": "BUSINESS_CREATED", "content": {"business_id": "biz_held"}}';
  const { headers, body } = signAssetWebhook(privateKey, randomUUID(), text, text);
  const url = `${signalbox.receiverUrl}/api/webhooks/${slug}`;
  const answer = await fetch(url, { method: "POST", headers, body: new Uint8Array(body) });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);

  await openFilled(page, `/requests?source=${slug}`, "Requests");
  await expect(rows(page, "Requests").first()).toContainText("Held");
  await expect(page.getByRole("note")).toContainText("1 request to Keyless could not be verified");
  await expectAccessible(page);
  await rows(page, "Requests").first().getByRole("link").first().click();
  await expect(page.getByRole("main")).toContainText("nothing is made of it until it is verified");
  await expectAccessible(page);
  expect(ledger.received).toEqual([]);

  await api.patch(`/sources/${slug}`, { jwks: { keys: [jwk] } });
  await expect.poll(() => ledger.received.length, { timeout: 20_000 }).toBe(1);
  await open(page, `/requests?source=${slug}`);
  await expect(rows(page, "Requests").first()).toContainText("Accepted later");
  await expect(page.getByRole("note")).toHaveCount(0);
  await unreachable.close();
});

test("what was refused for a wrong secret is accepted after the secret was fixed", async ({ page, api, signalbox }) => {
  const slug = `mistyped-${randomUUID().slice(0, 8)}`;
  const secret = `appSecret_${randomUUID()}`;
  const secrets = [{ label: "mistyped", value: `${secret}x` }];
  await api.post("/sources", { provider: "abound", slug, name: "Mistyped", environment: "sandbox", secrets });
  await sleep(DOORS_LEARN_MS);
  for (const [id, key] of Object.entries({ genuine: secret, forged: `appSecret_${randomUUID()}` })) {
    const text = JSON.stringify({ event: "users.updated", userId: "u-1", webhookRequestId: id });
    const { headers, body } = signAboundWebhook(key, text);
    const url = `${signalbox.receiverUrl}/api/webhooks/${slug}`;
    expect((await fetch(url, { method: "POST", headers, body: new Uint8Array(body) })).status).toBe(401);
  }
  await api.patch(`/sources/${slug}`, { secrets: [{ label: "right", value: secret }] });
  await openFilled(page, `/requests?source=${slug}`, "Requests", 2);
  await page.getByRole("button", { name: "Verify again…" }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel("Source")).toHaveValue(slug);
  await dialog.getByLabel("Received").selectOption("at");
  await dialog.getByRole("button", { name: "Verify and accept" }).click();
  await expect(dialog).toContainText("Enter since when.");
  await expectAccessible(page);
  await dialog.getByLabel("Received").selectOption("1h");
  await dialog.getByRole("button", { name: "Verify and accept" }).click();
  await expect(page.getByText("1 request accepted")).toBeVisible();
  await expect(page.getByText("Still refused: 1 bad signature.")).toBeVisible();
  await expect(rows(page, "Requests").filter({ hasText: "Accepted later" })).toHaveCount(1);
  await expect(rows(page, "Requests").filter({ hasText: "Rejected" })).toHaveCount(1);
});
