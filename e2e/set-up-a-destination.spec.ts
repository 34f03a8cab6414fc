import { expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { dialogOf, open } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
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
