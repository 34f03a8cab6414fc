import { setTimeout as sleep } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible.ts";
import { PASSWORD } from "./people.ts";
import { test } from "./test.ts";

test.use({ role: null });

/** So many failures in a row cost nothing but the hash. */
const FREE_GUESSES = 5;

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a page asks for a sign-in first and is shown after it", async ({ page, people }) => {
  const { email } = await people.get("viewer");
  await page.goto("/deliveries?status=held");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
  await signIn(page, email, PASSWORD);
  await expect(page).toHaveURL("/deliveries?status=held");
  await expect(page.getByRole("heading", { level: 1, name: "Deliveries" })).toBeVisible();
});

test("a wrong password and an unknown account are refused in the same words", async ({ page, people, watch }) => {
  watch.expectAnswer(401, /callback\/credentials$/);
  const { email } = await people.get("viewer");
  await page.goto("/sign-in");
  await signIn(page, email, "not the password at all");
  const refusal = page.getByRole("alert").filter({ hasText: /./ });
  await expect(refusal).toBeVisible();
  const words = await refusal.textContent();
  await expectAccessible(page);
  await page.reload();
  await signIn(page, "nobody@example.test", "not the password at all");
  await expect(refusal).toHaveText(words ?? "");
});

test("after several failures even the right password has to wait", async ({ page, people, watch }) => {
  watch.expectAnswer(401, /callback\/credentials$/);
  const person = await people.invite("viewer");
  const guess = () => expect(people.signIn({ email: person.email, password: "a guess" })).rejects.toThrow("401");
  for (let guesses = 0; guesses < FREE_GUESSES; guesses += 1) await guess();
  // Each further one closes the account for twice as long; while it is closed, guesses do not count.
  for (const closedMs of [1000, 2000, 4000]) {
    await sleep(closedMs + 100);
    await guess();
  }
  await page.goto("/sign-in");
  await signIn(page, person.email, person.password);
  await expect(page.getByText("After several failures, wait a little")).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test("signing out ends the session in every tab", async ({ page, people, watch }) => {
  watch.expectAnswer(401, /\/api\/v1\//);
  const person = await people.invite("viewer");
  await page.goto("/sign-in");
  await signIn(page, person.email, person.password);
  await expect(page).toHaveURL("/");
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: /Operator menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto("/events");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a session that ended leads to the sign-in and back to the page", async ({ page, people, api, watch }) => {
  watch.expectAnswer(401, /\/api\/v1\//);
  const person = await people.invite("viewer");
  await page.goto("/sign-in");
  await signIn(page, person.email, person.password);
  await expect(page).toHaveURL("/");
  await api.post(`/operators/${person.id}/sign-out`);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sources", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await signIn(page, person.email, person.password);
  await expect(page).toHaveURL("/sources");
  await expect(page.getByRole("heading", { level: 1, name: "Sources" })).toBeVisible();
});
