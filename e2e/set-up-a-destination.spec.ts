import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { dialogOf, open, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { DOORS_LEARN_MS } from "./providers.ts";
import { test } from "./test.ts";

test.use({ role: "admin" });

test("a new destination shows its secret once, and a test message reaches it", async ({
  page,
  api,
  providers,
  watch,
}) => {
  watch.expectAnswer(422, /\/api\/v1\/destinations$/);
  const asset = await providers.asset();
  await asset.send({ type: "PLAID_ACCOUNT_EXPIRED" });
  let status = 204;
  const server = await startHttpServer((_request, response) => response.writeHead(status).end("teapot"));
  await open(page, "/destinations/new");
  await page.getByLabel("Name", { exact: true }).fill("Warehouse");
  await page.getByLabel("URL").fill("http://169.254.169.254/latest");
  await page.getByRole("button", { name: "Add the destination" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("URL").fill(`${server.url}/in`);
  await page.getByRole("radio", { name: /^Only these sources/ }).check();
  await page.getByRole("checkbox", { name: asset.name, exact: true }).check();
  await expect(page.getByText(/^Takes 1 of \d+ events? of the last 7 days\.$/)).toBeVisible();
  await expect(page.getByText(/gives up after about 3 d, 11 attempts|the installation's default/)).toBeVisible();
  await page.getByRole("button", { name: "Add the destination" }).click();
  await expect(page.getByText("Signing secret: shown only this once")).toBeVisible();
  const secret = (await page.locator("code").filter({ hasText: "whsec_" }).textContent()) ?? "";
  await expectAccessible(page);
  await page.getByRole("link", { name: /show the destination/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Warehouse" })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole("button", { name: "Send a test…" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a test to Warehouse" });
  await dialog.getByRole("button", { name: "Send the test" }).click();
  await expect(dialog).toContainText("Answered 204");
  await expectAccessible(page);
  const message = server.requests[0];
  expect(message?.headers["signalbox-flags"]).toBe("test");
  const headers = Object.fromEntries(
    Object.entries(message?.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  expect(() => new Webhook(secret).verify(message?.body.toString("utf8") ?? "", headers)).not.toThrow();

  status = 418;
  await dialog.getByLabel("Message").selectOption({ label: "Sample of PLAID_ACCOUNT_EXPIRED" });
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(dialog).toContainText("Answered 418");
  expect(JSON.parse(server.requests[1]?.body.toString("utf8") ?? "{}")).toMatchObject({
    type: "PLAID_ACCOUNT_EXPIRED",
  });
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expectAccessible(page);
  await dialogOf(page)
    .getByRole("button", { name: /Delete/ })
    .click();
  await expect(page).toHaveURL("/destinations");
  const { data } = await api.get<{ data: { name: string }[] }>("/destinations");
  expect(data.map(({ name }) => name)).not.toContain("Warehouse");
  await server.close();
});

test("during a rotation both secrets are shown, and the overlap can be ended at once", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger that rotates", { sources: [asset.slug] });
  await open(page, `/destinations/${ledger.id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: /Rotate the signing secret/ }).click();
  await dialogOf(page).getByLabel("Overlap").selectOption({ label: "3 days" });
  await dialogOf(page).getByRole("button", { name: "Issue a new secret" }).click();
  await expect(dialogOf(page)).toContainText("whsec_");
  await dialogOf(page).getByRole("button", { name: "I have kept it" }).click();
  const secrets = page.getByRole("region", { name: "Signing secrets" });
  await expect(secrets.getByRole("listitem")).toHaveCount(2);
  await expect(secrets).toContainText(/expires in \d+ [dh]/);
  await expectAccessible(page);

  await asset.send();
  await expect.poll(() => ledger.received.length).toBe(1);
  expect(String(ledger.received[0]?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  await secrets.getByRole("button", { name: "End the overlap now…" }).click();
  await expectAccessible(page);
  await dialogOf(page).getByRole("button", { name: "End the overlap" }).click();
  await expect(secrets.getByRole("listitem")).toHaveCount(1);
  await sleep(DOORS_LEARN_MS);
  await asset.send();
  await expect.poll(() => ledger.received.length).toBe(2);
  expect(String(ledger.received[1]?.headers["webhook-signature"]).split(" ")).toHaveLength(1);
});

test("a stored event's body can be sent as a test, and the page shows what was received lately", async ({
  page,
  api,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  const ledger = await downstreams.start("Ledger of stored tests", { sources: [asset.slug] });
  const text = await asset.send({ type: "PLAID_ACCOUNT_EXPIRED" });
  await expect.poll(() => ledger.received.length).toBe(1);
  const { data } = await api.get<{ data: { id: string }[] }>(`/events?source=${asset.slug}`);
  await open(page, `/destinations/${ledger.id}`);
  await expect(rows(page, "Table of what it received").first()).toContainText("PLAID_ACCOUNT_EXPIRED");
  await expect(rows(page, "Table of what it received").first()).toContainText("204");

  await page.getByRole("button", { name: "Send a test…" }).click();
  await dialogOf(page).getByLabel("Message").selectOption({ label: "The body of a stored event" });
  await dialogOf(page).getByRole("button", { name: "Send the test" }).click();
  await expect(dialogOf(page)).toContainText("Enter the id of an event.");
  await dialogOf(page)
    .getByLabel("Event")
    .fill(data[0]?.id ?? "");
  await dialogOf(page).getByRole("button", { name: "Send the test" }).click();
  await expect(dialogOf(page)).toContainText("Answered 204");
  expect(ledger.received[1]?.body.toString("utf8")).toBe(text);
  expect(String(ledger.received[1]?.headers["signalbox-flags"])).toContain("test");
});
