import { fileURLToPath } from "node:url";
import { createPool } from "#lib/db/pool.ts";
import { readEnv } from "#lib/platform/env.ts";
import { findInstallation } from "#lib/platform/find-installation.ts";
import { type RunningSignalbox, startSignalbox } from "#lib/testing/running-signalbox.ts";
import { type SeededQuestions, seedQuestions } from "#lib/testing/seed-questions.ts";
import { STORY_ENV } from "./story-env.ts";
import { test as base } from "./test.ts";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));
const START_MS = 300_000;

/** An installation of its own that knows nothing but the cast of the daily questions. */
export const test = base.extend<object, { signalbox: RunningSignalbox; cast: SeededQuestions }>({
  signalbox: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's needs from this pattern
    async ({}, use) => {
      const signalbox = await startSignalbox({ env: STORY_ENV, timeoutMs: START_MS });
      await use(signalbox);
      await signalbox.stop();
    },
    { scope: "worker", timeout: START_MS },
  ],
  cast: [async ({ signalbox }, use) => use(await seed(signalbox)), { scope: "worker", timeout: START_MS, auto: true }],
});

async function seed({ dataDir }: RunningSignalbox): Promise<SeededQuestions> {
  const read = readEnv({ SIGNALBOX_DATA_DIR: dataDir });
  if (read.kind === "invalid") throw new Error(read.problems.join("\n"));
  const found = findInstallation(read.env, CHECKOUT);
  if (found.kind === "missing") throw new Error(found.message);
  const pool = createPool({ url: found.databaseUrl, name: "stories", max: 2 });
  try {
    const seeded = await seedQuestions({ pool, secret: found.secret }, new Date());
    await untilProjected(pool);
    return seeded;
  } finally {
    await pool.end();
  }
}

/** The worker projects by itself; a story begins when it has caught up. */
async function untilProjected(pool: ReturnType<typeof createPool>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await pool.query<{ isBehind: boolean }>(
      `SELECT (SELECT count(*) FROM notices) < (SELECT count(*) FROM events) AS "isBehind"`,
    );
    if (rows[0]?.isBehind === false) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the cast was not projected within 20 s");
}
