import { expect, type Page } from "@playwright/test";
import type { ApiMethod } from "#lib/client/api-client.ts";
import { dialogOf, open, openFirst } from "./console-steps.ts";
import { expectAccessible } from "./expect-accessible.ts";
import { test } from "./test.ts";

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("sees an event but cannot replay it, neither by the page nor by the API", async ({
    page,
    watch,
    api,
    providers,
    downstreams,
  }) => {
    watch.expectAnswer(403, /\/api\/v1\/events\/.*\/replay$/);
    const asset = await providers.asset();
    const ledger = await downstreams.start("Ledger nobody replays to", { sources: [asset.slug] });
    await asset.send();
    await expect.poll(() => ledger.received.length).toBe(1);
    await open(page, `/events?source=${asset.slug}`);
    await openFirst(page, "Events");
    const replay = page.getByRole("button", { name: "Replay…" });
    await expect(replay).toBeDisabled();
    await expect(replay).toHaveAccessibleDescription(/role/);
    await page.keyboard.press("r");
    await expect(dialogOf(page)).toHaveCount(0);
    await expectAccessible(page);

    const { data } = await api.get<{ data: { id: string }[] }>("/events", { source: asset.slug });
    expect(await callApi(page, "POST", `/events/${data[0]?.id}/replay`, {})).toBe(403);
    expect(ledger.received).toHaveLength(1);
  });

  test("cannot switch a source or pause a destination", async ({ page, watch, providers, downstreams }) => {
    watch.expectAnswer(403, /\/api\/v1\/(sources|destinations)\//);
    const asset = await providers.asset();
    const ledger = await downstreams.start("Ledger nobody pauses", { sources: [asset.slug] });
    await open(page, `/sources/${asset.slug}`);
    await expect(page.getByRole("button", { name: "Change status…" })).toBeDisabled();
    expect(await callApi(page, "PATCH", `/sources/${asset.slug}`, { status: "disabled", reason: "no" })).toBe(403);
    await open(page, `/destinations/${ledger.id}`);
    await expect(page.getByRole("button", { name: "Pause…" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Send a test…" })).toBeDisabled();
    expect(await callApi(page, "PATCH", `/destinations/${ledger.id}`, { paused: true })).toBe(403);
  });
});

test.describe("an operator", () => {
  test.use({ role: "operator" });

  test("cannot see or manage operators, API keys and the audit log", async ({ page, watch }) => {
    watch.expectAnswer(403, /^\/(operators|api-keys|audit)$/);
    watch.expectAnswer(403, /\/api\/v1\/(operators|api-keys|audit)$/);
    for (const path of ["/operators", "/api-keys", "/audit"]) {
      await page.goto(path);
      await expect(page.getByText("Your role may not see this page")).toBeVisible();
    }
    await expectAccessible(page);
    const intruder = { email: "intruder@example.test", name: "Intruder", role: "admin" };
    expect(await callApi(page, "POST", "/operators", intruder)).toBe(403);
    expect(await callApi(page, "POST", "/api-keys", { name: "mine", scopes: ["admin"] })).toBe(403);
    expect(await callApi(page, "GET", "/audit")).toBe(403);
  });

  test("does not find in the rail what the role cannot open", async ({ page }) => {
    await open(page, "/events");
    const rail = page.getByRole("navigation", { name: "Main" });
    await expect(rail.getByRole("link", { name: "Sources", exact: true })).toBeVisible();
    for (const name of ["Operators", "API keys", "Audit log"]) {
      await expect(rail.getByRole("link", { name, exact: true })).toHaveCount(0);
    }
  });
});

/** With the session of whoever sits at the page, as a script of its own would call. Answers the status. */
function callApi(page: Page, method: ApiMethod, path: string, body?: unknown): Promise<number> {
  return page.evaluate(
    async ([verb, url, text]) => {
      const headers = { "content-type": "application/json", "x-requested-by": "console" };
      const response = await fetch(url, { method: verb, headers, ...(text === null ? {} : { body: text }) });
      return response.status;
    },
    [method, `/api/v1${path}`, body === undefined ? null : JSON.stringify(body)] as const,
  );
}
