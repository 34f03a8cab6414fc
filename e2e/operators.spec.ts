import { expect } from "@playwright/test";
import { dialogOf, expectLive, open, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { PASSWORD } from "./people.ts";
import { test } from "./test.ts";

test.use({ role: "admin" });

test("an invited operator sets a password by the link and is signed in", async ({ page, openBrowser }) => {
  await open(page, "/operators");
  await page.getByRole("button", { name: "Invite operator" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name").fill("Nia Newcomer");
  await dialog.getByLabel("E-mail address").fill("nia@example.test");
  await dialog.getByRole("radio", { name: /^operator/ }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText("Invite link: shown only this once")).toBeVisible();
  const link = (await dialog.locator("code").textContent()) ?? "";
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = rows(page, "Operators").filter({ hasText: "nia@example.test" });
  await expect(row).toContainText("Invited");

  const theirs = await openBrowser(null);
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "Welcome to Signalbox" })).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Set password and sign in" }).click();
  await expectLive(theirs);
  await theirs.getByRole("button", { name: /Operator menu/ }).click();
  await expect(theirs.getByText("nia@example.test · operator")).toBeVisible();

  await page.reload();
  await expect(row).toContainText("Active");
});

test("an operator who is disabled is out at once", async ({ page, people, openBrowser }) => {
  const person = await people.invite("viewer");
  const theirs = await openBrowser(person);
  await open(theirs, "/events");
  await open(page, "/operators");
  await page.getByRole("button", { name: `Actions for ${person.name}` }).click();
  await page.getByRole("menuitem", { name: "Disable…" }).click();
  await expectAccessible(page);
  await dialogOf(page)
    .getByRole("button", { name: `Disable ${person.name}` })
    .click();
  await expect(rows(page, "Operators").filter({ hasText: person.email })).toContainText("Disabled");
  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a changed password ends every other session and replaces the old one", async ({ people, openBrowser }) => {
  const person = await people.invite("operator");
  const [here, elsewhere] = [await openBrowser(person), await openBrowser(person)];
  await open(elsewhere, "/events");
  await open(here, "/account");
  await here.getByLabel("Current password", { exact: true }).fill(person.password);
  await here.getByLabel("New password", { exact: true }).fill("another harbour lantern eight");
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText("Your password is changed")).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await here.reload();
  await expect(here.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  await expect(people.signIn(person)).rejects.toThrow("401");
  await people.signIn({ email: person.email, password: "another harbour lantern eight" });
});

test("an API key is shown once, works, and ends when it is revoked", async ({ page, signalbox }) => {
  await open(page, "/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel("Name").fill("Nightly report");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create", exact: true }).click();
  const key = (await dialog.locator("code").textContent()) ?? "";
  const read = () => fetch(`${signalbox.consoleUrl}/api/v1/events`, { headers: { authorization: `Bearer ${key}` } });
  expect((await read()).status).toBe(200);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Revoke Nightly report" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /Revoke/ }).click();
  await expect(rows(page, "API keys").filter({ hasText: "Nightly report" })).toContainText("Revoked");
  expect((await read()).status).toBe(401);
});

test("the audit log tells who did what, and why", async ({ page, people, providers, openBrowser }) => {
  const asset = await providers.asset();
  const operator = await openBrowser("operator");
  await open(operator, `/sources/${asset.slug}`);
  await operator.getByRole("button", { name: "Change status…" }).click();
  await operator.getByLabel("Reason").fill("An entry for the log");
  await operator.getByRole("button", { name: `Pause ${asset.name}` }).click();
  await expect(operator.getByRole("main")).toContainText("“An entry for the log”");
  const { email } = await people.get("operator");
  await open(page, `/audit?actor=${encodeURIComponent(email)}`);
  const entry = rows(page, "Audit log").filter({ hasText: "An entry for the log" });
  await entry.getByRole("button").first().click();
  const dialog = dialogOf(page);
  await expect(dialog).toContainText(email);
  await expect(dialog).toContainText("An entry for the log");
  await expectAccessible(page);
});
