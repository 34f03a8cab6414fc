import { expect, type Page } from "@playwright/test";
import { dialogOf, open, openFirst, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

test("j and k walk the rows, Enter opens, back returns to the list", async ({ page, providers }) => {
  const asset = await providers.asset();
  for (const businessId of ["biz_one", "biz_two", "biz_three"])
    await asset.send({ type: "BUSINESS_CREATED", businessId });
  await open(page, `/events?source=${asset.slug}`);
  const links = rows(page, "Events").locator("a[data-open]");
  await page.keyboard.press("j");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(links.nth(2)).toBeFocused();
  await page.keyboard.press("k");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/events\/[^?]/);
  await expect(page.getByRole("main")).toContainText("biz_two");
  await page.goBack();
  await expect(links).toHaveCount(3);
});

for (const key of ["/", "Control+k", "Meta+k"]) {
  test(`${key} opens the palette, which goes to a screen`, async ({ page }) => {
    await open(page, "/events");
    await page.keyboard.press(key);
    const palette = page.getByRole("dialog", { name: "Search or jump" });
    await expect(palette.getByRole("combobox")).toBeFocused();
    await page.keyboard.type("deliveries");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/deliveries");
    await expect(palette).toBeHidden();
  });
}

test("the palette jumps to whatever an id names", async ({ page, providers, api }) => {
  const asset = await providers.asset();
  await asset.send({ businessId: "biz_Jumped77", type: "BUSINESS_CREATED" });
  const { data } = await api.get<{ data: { id: string }[] }>("/events", { source: asset.slug });
  const id = data[0]?.id ?? "";
  await open(page, "/");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(id);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/events/${id}`);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("biz_Jumped77");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/businesses\/biz_Jumped77/);
});

test("? lists the keys; a dialog keeps the focus inside and Escape closes it", async ({
  page,
  providers,
  downstreams,
}) => {
  const asset = await providers.asset();
  await downstreams.start("Ledger of keys", { sources: [asset.slug] });
  await asset.send();
  await open(page, `/events?source=${asset.slug}`);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await expectTrapped(page);
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toHaveCount(0);

  await openFirst(page, "Events");
  const opener = page.getByRole("button", { name: "Replay…" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /^Replay / })).toBeVisible();
  await expectTrapped(page);
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("keys typed into a field are text, not commands", async ({ page }) => {
  await open(page, "/events");
  await page.getByRole("button", { name: "Business" }).click();
  const field = dialogOf(page).getByRole("textbox", { name: "Business" });
  await field.pressSequentially("j/k?x");
  await expect(field).toHaveValue("j/k?x");
  await expect(dialogOf(page)).toHaveCount(1);
});

test("the first Tab offers a way past the rail", async ({ page }) => {
  await open(page, "/events");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

async function expectTrapped(page: Page): Promise<void> {
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    await expect(
      dialogOf(page).locator(":focus").or(page.locator("[role=dialog]:focus")),
      `after ${presses + 1} tabs`,
    ).toHaveCount(1);
  }
}
