import { expect, type Page } from "@playwright/test";
import { QUESTIONS } from "#lib/domain/questions.ts";
import { QUESTION_ANSWERS, questionOutage } from "#lib/simulator/questions/question-answers.ts";
import { questionBody } from "#lib/simulator/questions/sign-questions.ts";
import { dialogOf, expectLive, open, rows } from "./console-steps.ts";
import { test } from "./questions-test.ts";

test.use({ role: "viewer", viewport: { width: 1600, height: 900 } });

/** Opens the view of a question from the list of questions, as an operator would. */
async function ask(page: Page, number: number, subject?: string): Promise<void> {
  const question = QUESTIONS.find((each) => each.number === number);
  if (question === undefined) throw new Error(`there is no question ${number}`);
  await open(page, "/questions");
  if (question.subject === undefined) {
    await page.getByRole("link", { name: question.text }).click();
  } else {
    const about = page.getByLabel(`${question.subject.label} for question ${number}`);
    await about.fill(subject ?? "");
    await about.press("Enter");
  }
  await expect(page).not.toHaveURL(/\/questions$/);
  await expectLive(page);
}

/** The ids of one kind in the rows of a list, in their order. */
function idsIn(page: Page, list: string, prefix: RegExp): () => Promise<string[]> {
  return async () => {
    const titles = await rows(page, list)
      .getByTitle(/^Copy /)
      .evaluateAll((chips) => chips.map((chip) => chip.getAttribute("title") ?? ""));
    return titles.map((title) => title.replace(/^Copy /, "")).filter((id) => prefix.test(id));
  };
}

const ACCOUNT = /^(lni|eac)_/;
const BUSINESS = /^biz_/;
const RESOURCE = /^(taxPaymentId|documentId)_/;

/** The row that shows this id. */
function rowOf(page: Page, list: string, id: string) {
  return rows(page, list).filter({ has: page.getByTitle(`Copy ${id}`, { exact: true }) });
}

test("1: the expired connections, the longest expired first, without deactivated businesses", async ({ page }) => {
  await ask(page, 1);
  await expect.poll(idsIn(page, "Connections", ACCOUNT)).toEqual([...QUESTION_ANSWERS[1]]);
});

test("2: those expired for more than three days, and when the owner was last reminded", async ({ page }) => {
  await ask(page, 2);
  await expect.poll(idsIn(page, "Connections", ACCOUNT)).toEqual([...QUESTION_ANSWERS[2]]);
  await expect(rowOf(page, "Connections", "lni_bakery")).toContainText(/3\s?d/);
  await expect(rowOf(page, "Connections", "lni_dental")).toContainText(/not asked|no task/i);
});

test("3: what came back, and whether that is confirmed", async ({ page }) => {
  await ask(page, 3);
  await expect
    .poll(async () => (await idsIn(page, "Connections", ACCOUNT)()).sort())
    .toEqual(QUESTION_ANSWERS[3].map(([id]) => id).sort());
  await expect(rowOf(page, "Connections", "lni_studio")).toContainText("probably reconnected");
  await expect(rowOf(page, "Connections", "lni_studio")).toContainText("not confirmed");
  await expect(rowOf(page, "Connections", "lni_plumbing")).not.toContainText("not confirmed");
});

test("4: the connections that look healthy and have been silent for four days", async ({ page }) => {
  await ask(page, 4);
  await expect.poll(idsIn(page, "Connections", ACCOUNT)).toEqual([...QUESTION_ANSWERS[4]]);
});

test("5: who ended each connection", async ({ page }) => {
  await ask(page, 5);
  await expect.poll(idsIn(page, "Connections", ACCOUNT)).toEqual(QUESTION_ANSWERS[5].map(([id]) => id));
  for (const [id, by] of QUESTION_ANSWERS[5]) {
    await expect(rowOf(page, "Connections", id)).toContainText(by === "owner" ? "owner" : "Plaid");
  }
});

test("6: the expiries of yesterday, all in one hour", async ({ page }) => {
  await ask(page, 6);
  await expect
    .poll(async () => (await idsIn(page, "Connections", ACCOUNT)()).sort())
    .toEqual([...QUESTION_ANSWERS[6]].sort());
  await expect(page.getByRole("main")).toContainText(/5 .*14:00/s);
});

test("7: the businesses with tasks open for more than a week, at least", async ({ page }) => {
  await ask(page, 7);
  await expect.poll(idsIn(page, "Tasks", BUSINESS)).toEqual([...QUESTION_ANSWERS[7]]);
  await expect(rowOf(page, "Tasks", "biz_brewery")).toContainText(/at least\s*15 d/);
});

test("8: the businesses that owe bank statements", async ({ page }) => {
  await ask(page, 8);
  await expect.poll(idsIn(page, "Tasks", BUSINESS)).toEqual([...QUESTION_ANSWERS[8]]);
});

test("9: the businesses blocked by a reconnect alone", async ({ page }) => {
  await ask(page, 9);
  await expect.poll(idsIn(page, "Tasks", BUSINESS)).toEqual([...QUESTION_ANSWERS[9]]);
});

test("10: where an expired connection and its reconnect task do not match", async ({ page }) => {
  await ask(page, 10);
  await expect
    .poll(async () => (await idsIn(page, "Connections", BUSINESS)()).sort())
    .toEqual(QUESTION_ANSWERS[10].map(([id]) => id).sort());
  await expect(rowOf(page, "Connections", "biz_dental")).toContainText(/no (reconnect )?task|not asked/i);
  await expect(rowOf(page, "Connections", "biz_yoga")).toContainText(/asked|task/i);
});

test("11: what a business was asked for, and when it was done", async ({ page }) => {
  await ask(page, 11, QUESTION_ANSWERS[11].businessId);
  const tasks = page.getByRole("region", { name: "Tasks" });
  await expect(tasks).toContainText("completed");
  await expect(tasks).toContainText(/2\s?d/);
});

test("12: who completes slowly", async ({ page }) => {
  await ask(page, 12);
  const slow = QUESTION_ANSWERS[12].map(([id]) => id);
  await expect.poll(async () => (await idsIn(page, "Tasks", BUSINESS)()).slice(0, slow.length)).toEqual(slow);
  await expect(rowOf(page, "Tasks", "biz_carpenter")).toContainText("10 d");
  await expect(rowOf(page, "Tasks", "biz_gallery")).toContainText("3 h");
});

test("13: everything that happened to a business, found by our own id", async ({ page, cast }) => {
  await ask(page, 13, "ext-garage-119");
  await expect(page).toHaveURL(/\/businesses\/biz_garage/);
  const timeline = page.getByRole("region", { name: "Timeline" });
  for (const key of QUESTION_ANSWERS[13].events) {
    await expect(timeline.locator(`a[href$="/events/${cast.eventId(key)}"]`)).toBeVisible();
  }
});

test("14: our own id leads to the Asset id, former ids too", async ({ page }) => {
  for (const [externalId, businessId] of QUESTION_ANSWERS[14]) {
    await ask(page, 14, externalId);
    await expect.poll(idsIn(page, "Businesses", BUSINESS)).toEqual([businessId]);
  }
});

test("15: deactivated businesses that still send", async ({ page }) => {
  await ask(page, 15);
  const [[id, count]] = QUESTION_ANSWERS[15];
  await expect.poll(idsIn(page, "Businesses", BUSINESS)).toEqual([id]);
  await expect(rowOf(page, "Businesses", id)).toContainText(String(count));
});

test("16: new businesses without a bank", async ({ page }) => {
  await ask(page, 16);
  await expect
    .poll(async () => (await idsIn(page, "Businesses", BUSINESS)()).sort())
    .toEqual([...QUESTION_ANSWERS[16]].sort());
});

test("17: whether a user's tax payment was updated", async ({ page }) => {
  const { userId, statuses } = QUESTION_ANSWERS[17];
  await ask(page, 17, userId);
  await expect(rows(page, "Events")).toHaveCount(statuses.length);
});

test("18: the tax payments in error, by cause, with the fix and the next date", async ({ page }) => {
  await ask(page, 18);
  for (const [message, ids] of Object.entries(QUESTION_ANSWERS[18])) {
    for (const id of ids) await expect(rowOf(page, "Resources", id)).toContainText(message);
    await expect(page.getByRole("main")).toContainText(new RegExp(`${ids.length} ×\\s*${message}`));
  }
  await expect(page.getByRole("main")).toContainText(/IRS/);
});

test("19: the tax payments stuck for 48 hours", async ({ page }) => {
  await ask(page, 19);
  await expect.poll(idsIn(page, "Resources", RESOURCE)).toEqual(QUESTION_ANSWERS[19].map(([id]) => id));
});

test("20: the 1099s with a payer error", async ({ page }) => {
  await ask(page, 20);
  await expect
    .poll(async () => (await idsIn(page, "Resources", RESOURCE)()).sort())
    .toEqual([...QUESTION_ANSWERS[20]].sort());
});

test("21: an event that came twice was applied once, and a probable retry is named", async ({ page, cast }) => {
  const { duplicate, probableRetry } = QUESTION_ANSWERS[21];
  await ask(page, 21, cast.eventId(duplicate));
  await expect(page.getByRole("main")).toContainText("What it did");
  await expect(page.getByRole("tab", { name: /Duplicates.*1/ })).toBeVisible();
  const [first, again] = probableRetry;
  await ask(page, 21, cast.eventId(again));
  await page.getByRole("tab", { name: "Probable retries (1)" }).click();
  await expect(page.locator(`a[href$="/events/${cast.eventId(first)}"]`).first()).toBeVisible();
});

test("22: what was rejected, and why", async ({ page }) => {
  await ask(page, 22);
  const total = Object.values(QUESTION_ANSWERS[22]).reduce((sum, count) => sum + count, 0);
  await expect(rows(page, "Requests")).toHaveCount(total);
  await expect(rows(page, "Requests").filter({ hasText: /signature/i })).toHaveCount(total);
});

test("23: the last event of each source, and this hour against the same hour last week", async ({ page }) => {
  await ask(page, 23);
  for (const slug of Object.keys(QUESTION_ANSWERS[23])) {
    await expect(page.getByRole("main")).toContainText(slug);
  }
  await expect(page.getByRole("main")).toContainText(/same hour last week/i);
});

test("24: the gap in our own heartbeat, and the businesses active around it", async ({ page, cast }) => {
  await ask(page, 24);
  const { from, to } = questionOutage(cast.now);
  const main = page.getByRole("main");
  await expect(main).toContainText(from.toISOString().slice(11, 16));
  await expect(main).toContainText(to.toISOString().slice(11, 16));
  for (const id of QUESTION_ANSWERS[24])
    await expect(main.locator(`a[href^="/businesses/${id}"]`).first()).toBeVisible();
});

test("25: the exact bytes, as they were sent", async ({ page, cast }) => {
  const { key } = QUESTION_ANSWERS[25];
  await ask(page, 25, cast.eventId(key));
  const sent = cast.news.find((news) => news.key === key);
  if (sent === undefined) throw new Error(`nobody tells ${key}`);
  const answer = await page.request.get(`/api/v1/events/${cast.eventId(key)}/body`);
  expect(await answer.text()).toBe(questionBody(sent));
  await expect(page.getByRole("main")).toContainText("biz_bookshop");
});

test("every question is in the palette", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("ControlOrMeta+k");
  await dialogOf(page).getByRole("combobox").fill("payerError");
  await page.getByRole("option", { name: "Which 1099s failed with payerError?" }).click();
  await expect(page).toHaveURL(/\/resources\?resource=documents/);
});
