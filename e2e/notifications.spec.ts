import { expect } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { open } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "admin" });

type Told = { type: string; data: { alerts: { key: string; text: string; change: string }[] } };

test("one address is set, tested, and told of what goes wrong and of its end", async ({
  page,
  api,
  providers,
  watch,
  openBrowser,
}) => {
  test.slow();
  watch.expectAnswer(422, /\/api\/v1\/notifications$/);
  const server = await startHttpServer((_request, response) => response.writeHead(204).end());
  await open(page, "/notifications");
  await expect(page.getByText("Nobody is told")).toBeVisible();
  await page.getByRole("radio", { name: /^Signed webhook/ }).check();
  await page.getByRole("textbox", { name: "Address" }).fill("http://169.254.169.254/hook");
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("can never be allowed");

  await page.getByRole("textbox", { name: "Address" }).fill(`${server.url}/hooks/a-long-secret-a1b2`);
  await page.getByRole("button", { name: "Save the address" }).click();
  await expect(page.getByText("Signing secret: shown only this once")).toBeVisible();
  const secret = (await page.locator("code").filter({ hasText: "whsec_" }).textContent()) ?? "";
  await expect(page.getByText("Nobody is told")).toHaveCount(0);
  await expect(page.getByText(`127.0.0.1:${server.port}/…/a1b2`)).toBeVisible();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText(/^Answered 204/)).toBeVisible();
  await expectAccessible(page);

  const told = () =>
    server.requests.map(({ headers, body }) => {
      const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return new Webhook(secret).verify(body.toString("utf8"), flat) as Told;
    });
  expect(told()).toMatchObject([{ type: "signalbox.test" }]);

  const asset = await providers.asset();
  for (let made = 0; made < 3; made += 1) expect(await asset.forge("{}")).toBe(401);
  const linesOf = () =>
    told().flatMap(({ data }) =>
      (data.alerts ?? []).filter(({ text }) => text.includes(asset.name)).map(({ change }) => change),
    );
  await expect.poll(linesOf, { timeout: 45_000 }).toEqual(["opened"]);
  await page.reload();
  await expect(page.getByRole("region", { name: "Open alerts" })).toContainText(`${asset.name} rejected all 3`);
  await expect(page.getByRole("region", { name: "Last messages" })).toContainText("Sent");

  const colleague = await openBrowser("operator");
  await open(colleague, "/notifications");
  await expect(colleague.getByText("Only an admin sets the address.")).toBeVisible();
  await expect(colleague.getByRole("button", { name: "Save the address" })).toHaveCount(0);

  await api.patch(`/sources/${asset.slug}`, { status: "disabled", reason: "its keys are being replaced" });
  await expect.poll(linesOf, { timeout: 45_000 }).toEqual(["opened", "recovered"]);

  await open(page, "/notifications");
  await page.getByRole("button", { name: "Remove the address…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the address" }).click();
  await expect(page.getByText("Nobody is told")).toBeVisible();
  await server.close();
});
