import { expect } from "@playwright/test";
import { open, openFilled, openFirst, rows } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.use({ role: "viewer" });

const SCRIPT = '"><script>document.title="taken"</script><img src=x onerror=document.title="taken">{{7*7}}';

test("U01 markup in every string and key is shown as text", async ({ page, providers }) => {
  const abound = await providers.abound();
  const body = {
    resource: SCRIPT,
    event: SCRIPT,
    userId: SCRIPT,
    resourceId: SCRIPT,
    [SCRIPT]: { [SCRIPT]: SCRIPT },
    webhookRequestId: `markup ${SCRIPT}`,
  };
  expect(await abound.post(JSON.stringify(body))).toBe(200);
  await open(page, `/events?source=${abound.slug}`);
  await expect(rows(page, "Events").first()).toContainText("<script>");
  await openFirst(page, "Events");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(SCRIPT);
  await expect(page.getByRole("tree", { name: "Payload" })).toContainText("<script>document.title");
  await page.keyboard.press("e");
  await expect(page.getByRole("region", { name: "Payload as received" })).toHaveText(JSON.stringify(body));
  await expect(page.locator("main img, main script")).toHaveCount(0);
  await expect(page).not.toHaveTitle(/taken/);
  await expectAccessible(page);
});

test("U02 no address out of a payload becomes a link that runs or misleads", async ({ page, providers }) => {
  const abound = await providers.abound();
  const addresses = [
    "javascript:document.title='taken'",
    "data:text/html,<h1>hi</h1>",
    "https://evil.example@good.example/",
  ];
  for (const [index, resourceURL] of addresses.entries()) {
    const body = { resource: "documents", event: "documents.created", resourceURL, webhookRequestId: `link-${index}` };
    expect(await abound.post(JSON.stringify(body))).toBe(200);
  }
  await open(page, `/events?source=${abound.slug}`);
  await expect(rows(page, "Events")).toHaveCount(3);
  const links = await rows(page, "Events")
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const [index, path] of links.entries()) {
    await open(page, path ?? "");
    await expect(page.getByRole("tree", { name: "Payload" })).toContainText(addresses.at(-1 - index) ?? "missing");
    await expect(page.locator("a[href^='javascript:' i], a[href^='data:' i], a[href*='evil.example']")).toHaveCount(0);
  }
});

test("a hostile refused request is shown as text too", async ({ page, providers }) => {
  const abound = await providers.abound();
  expect(await abound.forge(JSON.stringify({ event: SCRIPT }))).toBe(401);
  await openFilled(page, `/requests?source=${abound.slug}`, "Requests");
  await openFirst(page, "Requests");
  await expect(page.getByRole("main")).toContainText("<script>document.title");
  await expect(page.locator("main img, main script")).toHaveCount(0);
  await expect(page).not.toHaveTitle(/taken/);
});

test("U10 U11 numbers keep their digits and keys their order, repeated ones included", async ({ page, providers }) => {
  const abound = await providers.abound();
  const text =
    '{"event":"users.updated","webhookRequestId":"exact","big":9007199254740993,"huge":1e400,"zero":-0,"price":1.10,' +
    '"10":"ten","9":"nine","__proto__":{"constructor":true},"":"empty","twice":1,"twice":2}';
  expect(await abound.post(text)).toBe(200);
  await open(page, `/events?source=${abound.slug}`);
  await openFirst(page, "Events");
  const items = page.getByRole("tree", { name: "Payload" }).getByRole("treeitem");
  await expect(items).toHaveCount(14);
  await expect(items).toHaveText([
    /keys/,
    'event:"users.updated"',
    'webhookRequestId:"exact"',
    "big:9007199254740993",
    "huge:1e400",
    "zero:-0",
    "price:1.10",
    '10:"ten"',
    '9:"nine"',
    "__proto__:{ 1 key }",
    "constructor:true",
    '"":"empty"',
    /^twice:1repeated key, the last counts$/,
    "twice:2",
  ]);
  await expectAccessible(page);
});
