import { expect } from "@playwright/test";
import { dialogOf, open, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "operator" });

const csv = (text: string) => ({ name: "names.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("an operator uploads names, sees first what would change, and finds a business by its name", async ({
  page,
  providers,
  watch,
}) => {
  watch.expectAnswer(400, /^\/api\/v1\/directory$/);
  const asset = await providers.asset();
  await asset.send({ businessId: "biz_Named01", externalId: "customer-01", type: "BUSINESS_CREATED" });
  await open(page, "/directory");
  await page.getByRole("button", { name: "Upload CSV…" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("CSV file").setInputFiles(csv("Display name;External ID\nNobody;\n"));
  await expect(dialog.getByText("row 2: needs an externalId, a businessId or a userId.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("CSV file").setInputFiles(csv("Display name;External ID\nTeal Door Bakery;customer-01\n"));
  await expect(dialog.getByText("1 added, 0 changed, 0 removed")).toBeVisible();
  await dialog.getByRole("button", { name: "Update the directory" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/directory?q=teal");
  await expect(rows(page, "Directory")).toHaveCount(1);
  await expectAccessible(page);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("teal door");
  await expect(page.getByRole("option", { name: /Teal Door Bakery · customer-01 · biz_Named01/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/businesses\/biz_Named01/);
});

test("a name is added, changed and removed", async ({ page }) => {
  await open(page, "/directory");
  await page.getByRole("button", { name: "Add name" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name", { exact: true }).fill("Zoë Öztürk");
  await dialog.getByRole("button", { name: "Save name" }).click();
  await expect(dialog.getByText("Enter at least one id.")).toBeVisible();
  await dialog.getByLabel(/Abound user id/).fill("userId_Zoe");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save name" }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: "Change Zoë Öztürk" }).click();
  await dialog.getByLabel(/Abound user id/).fill("userId_Zoe2");
  await dialog.getByRole("button", { name: "Save name" }).click();
  const row = rows(page, "Directory").filter({ hasText: "Zoë Öztürk" });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("userId_Zoe2");

  await page.getByRole("button", { name: "Remove Zoë Öztürk" }).click();
  await dialog.getByRole("button", { name: "Remove name" }).click();
  await expect(row).toHaveCount(0);
});

test("a link template that leads elsewhere is refused with the reason", async ({ page, watch }) => {
  watch.expectAnswer(422, /^\/api\/v1\/link-templates$/);
  await open(page, "/directory");
  await page.getByRole("button", { name: "Add link" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name", { exact: true }).fill("Our admin");
  await dialog.getByLabel("Address").fill("http://admin.example.com/{businessId}");
  await dialog.getByRole("button", { name: "Save link" }).click();
  await expect(dialog.getByText("The address must begin with https://.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Address").fill("https://admin.example.com/{businessId}");
  await dialog.getByRole("button", { name: "Save link" }).click();
  await expect(rows(page, "Link templates").filter({ hasText: "Our admin" })).toHaveCount(1);
});
