import { expect, type Page } from "@playwright/test";
import { dialogOf, open } from "./console-steps.ts";
import { createDownstreams, type Downstreams } from "./downstream.ts";
import { expectAccessible, showIn } from "./expect-accessible.ts";
import { test } from "./test.ts";

const PAGES = [
  "/",
  "/events",
  "/events/{event}",
  "/requests",
  "/requests/{request}",
  "/businesses",
  "/users",
  "/connections",
  "/connections?expired=24h",
  "/tasks",
  "/resources",
  "/resources?status=error",
  "/deliveries",
  "/deliveries?error=http_5xx",
  "/deliveries/{delivery}",
  "/replays",
  "/replays?status=ongoing",
  "/replays/{replay}",
  "/events?replayId={replay}",
  "/events?destinationId={destination}&delivery=succeeded",
  "/destinations",
  "/destinations/new",
  "/destinations/{destination}",
  "/destinations/{destination}?edit=1",
  "/sources",
  "/sources/new",
  "/sources/{source}",
  "/sources/{source}?edit=1",
  "/notifications",
  "/projection",
  "/directory",
  "/operators",
  "/api-keys",
  "/audit",
  "/account",
] as const;

type Kind = "event" | "request" | "delivery" | "replay" | "destination" | "source";
const ids = {} as Record<Kind, string>;
let downstreams: Downstreams;

test.beforeAll(async ({ api, providers }) => {
  downstreams = createDownstreams(api);
  const asset = await providers.asset();
  const first = async (path: string) => (await api.get<{ data: { id: string }[] }>(path)).data[0]?.id ?? "";
  const ledger = await downstreams.start("Ledger with a name that is rather long for a narrow screen", {
    sources: [asset.slug],
  });
  await asset.send({ type: "PLAID_ACCOUNT_DISCONNECTED", businessId: `biz_${"long".repeat(40)}` });
  expect(await asset.forge("{}")).toBe(401);
  ids.source = asset.slug;
  ids.destination = ledger.id;
  ids.event = await first(`/events?source=${asset.slug}`);
  await expect.poll(() => first(`/requests?source=${asset.slug}&outcome=rejected`)).not.toBe("");
  ids.request = await first(`/requests?source=${asset.slug}&outcome=rejected`);
  ids.delivery = await first(`/deliveries?destinationId=${ledger.id}`);
  ids.replay = (await api.post<{ replayId: string }>(`/events/${ids.event}/replay`)).replayId;
});
test.afterAll(() => downstreams.stop());

for (const path of PAGES) {
  test(`${path} is accessible in light and dark and fits a narrow screen`, async ({ page }) => {
    await open(
      page,
      path.replace(/\{(\w+)\}/, (_, kind: Kind) => ids[kind]),
    );
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    for (const scheme of ["light", "dark"] as const) {
      await showIn(page, scheme);
      expect(await overflow(page), `pixels wider than the screen in ${scheme}`).toBe(0);
    }
    await page.getByRole("button", { name: "Open the menu" }).click();
    await expect(dialogOf(page).getByRole("link", { name: "Events" })).toBeVisible();
    await page.keyboard.press("Escape");
  });
}

test("an address that leads nowhere says so", async ({ page, watch }) => {
  watch.expectAnswer(404, /^\/nowhere$/);
  const unknown = "01890000-0000-7000-8000-000000000000";
  const lists = ["events", "deliveries", "requests", "sources", "destinations", "replays"];
  for (const path of ["nowhere", ...lists.map((list) => `${list}/${unknown}`)]) {
    await page.goto(`/${path}`);
    await expect(page.getByRole("main")).toContainText(/there is nothing at this address|no \w+ has this/i);
  }
  await expectAccessible(page);
});

test("the chosen theme stays, whatever the system says", async ({ page }) => {
  await open(page, "/events");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
