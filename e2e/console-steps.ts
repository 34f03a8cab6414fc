import { expect, type Locator, type Page } from "@playwright/test";

/** Rows of the list that is on the page, its header left out. */
export function rows(page: Page, list: string): Locator {
  return page.getByRole("region", { name: list, exact: true }).locator("tbody").getByRole("row");
}

/** Until then nothing that happens is told to the page. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.getByRole("complementary").getByText(/· live/)).toBeVisible();
}

/** Waits until the page is alive: what is typed and clicked before that is lost or does the browser's own thing. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expectLive(page);
}

/** What is open above the page; a message that something was done is a dialog too, by its role, but asks for nothing. */
export function dialogOf(page: Page): Locator {
  return page.locator("[role=dialog]:not([aria-modal=false])");
}

/** Opens a list that is filled with a moment's delay, without the announcement of what came meanwhile. */
export async function openFilled(page: Page, path: string, list: string, count = 1): Promise<void> {
  await expect(async () => {
    await open(page, path);
    await expect(rows(page, list)).toHaveCount(count, { timeout: 500 });
  }).toPass();
}

export async function openFirst(page: Page, list: string): Promise<void> {
  await rows(page, list).first().getByRole("link").first().click();
  await expect(page.getByRole("navigation", { name: "Back" })).toBeVisible();
}

/** Chooses from one of the menus above a list. */
export async function filterBy(page: Page, filter: string, choice: string): Promise<void> {
  await page.getByRole("button", { name: filter }).click();
  await page.getByRole("menuitemradio", { name: choice, exact: true }).click();
}
