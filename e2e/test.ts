import { test as base, type Page } from "@playwright/test";
import { type ApiClient, createApiClient } from "#lib/client/api-client.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { type RunningSignalbox, startSignalbox } from "#lib/testing/running-signalbox.ts";
import { createDownstreams, type Downstreams } from "./downstream.ts";
import { createPeople, type People, type Person } from "./people.ts";
import { createProviders, type Providers } from "./providers.ts";
import { API_KEY, STORY_ENV } from "./story-env.ts";
import { type PageWatch, watchPage } from "./watch-page.ts";

const START_MS = 300_000;

interface Shared {
  /** One installation for all stories that do not need a fresh one. */
  signalbox: RunningSignalbox;
  /** As an admin's script would use it. */
  api: ApiClient;
  people: People;
  providers: Providers;
}

interface Story {
  /** Who sits at `page`; null for nobody yet. */
  role: OperatorRole | null;
  downstreams: Downstreams;
  /** What `page` may do besides working: answers that the story expects. */
  watch: PageWatch;
  /** Another browser, watched like `page`; signed in as the person of that role, as somebody, or as nobody. */
  openBrowser(who: OperatorRole | Person | null): Promise<Page>;
  /** Watches a page that the story opened by itself. */
  watchAll(page: Page): Promise<PageWatch>;
}

function sessionOf(who: OperatorRole | Person | null, people: People) {
  // Said outright, as a new browser would otherwise get the session that this story's `page` has.
  if (who === null) return { cookies: [], origins: [] };
  return typeof who === "string" ? people.session(who) : people.signIn(who);
}

export const test = base.extend<Story, Shared>({
  signalbox: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's needs from this pattern
    async ({}, use) => {
      const signalbox = await startSignalbox({ env: STORY_ENV, timeoutMs: START_MS });
      await use(signalbox);
      await signalbox.stop();
    },
    { scope: "worker", timeout: START_MS },
  ],
  api: [
    async ({ signalbox }, use) => use(createApiClient({ baseUrl: signalbox.consoleUrl, apiKey: API_KEY })),
    { scope: "worker" },
  ],
  people: [async ({ signalbox, api }, use) => use(createPeople(signalbox.consoleUrl, api)), { scope: "worker" }],
  providers: [async ({ signalbox, api }, use) => use(createProviders(signalbox.receiverUrl, api)), { scope: "worker" }],
  role: ["admin", { option: true }],
  baseURL: async ({ signalbox }, use) => use(signalbox.consoleUrl),
  storageState: async ({ people, role }, use) => use(role === null ? undefined : await people.session(role)),
  downstreams: async ({ api }, use) => {
    const downstreams = createDownstreams(api);
    await use(downstreams);
    await downstreams.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's needs from this pattern
  watchAll: async ({}, use) => {
    const watches: PageWatch[] = [];
    await use(async (page) => {
      const watch = await watchPage(page);
      watches.push(watch);
      return watch;
    });
    const problems = watches.flatMap((watch) => watch.problems());
    if (problems.length > 0) throw new Error(problems.join("\n"));
  },
  watch: [async ({ page, watchAll }, use) => use(await watchAll(page)), { auto: true }],
  openBrowser: async ({ browser, people, contextOptions, baseURL, viewport, watchAll }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (who) => {
      const storageState = await sessionOf(who, people);
      const options = { ...contextOptions, viewport, storageState, ...(baseURL === undefined ? {} : { baseURL }) };
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      await watchAll(page);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});
