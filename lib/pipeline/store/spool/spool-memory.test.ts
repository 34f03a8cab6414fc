import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type SpoolTest, startSpoolTest } from "#lib/testing/spool-test.ts";

let spools: SpoolTest;

beforeEach(() => {
  spools = startSpoolTest();
});
afterEach(() => spools.end());

const WEBHOOKS = 100_000;
const MAX_GROWTH_MIB = 60;

/** In a process of its own, whose memory is nobody else's. */
const CODE = `
  import { openSpool } from "#lib/pipeline/store/spool/spool.ts";
  import { createLog } from "#lib/platform/log.ts";
  import { residentMib } from "#lib/testing/resident-memory.ts";
  import { spoolRows } from "#lib/testing/spool-test.ts";
  const log = createLog("receiver", { level: "silent" });
  const open = () => openSpool({ root: process.argv[1], name: "receiver", maxBytes: 1024 ** 3, minFreeShare: 0, log });
  if (process.argv[2] === "fill") {
    const spool = await open();
    const raw = Buffer.alloc(1400, "x");
    for (let done = 0; done < ${WEBHOOKS}; done += 1000) {
      await Promise.all(spoolRows(1000, { raw }).map((row) => spool.append(row)));
    }
    await spool.close();
  } else {
    const before = residentMib(process.pid);
    const spool = await open();
    const { bytes } = spool.status();
    let peak = 0, count = 0;
    await spool.drain(async (rows) => {
      count += rows.length;
      if (count % 32 === 0) peak = Math.max(peak, residentMib(process.pid));
      await new Promise((resolve) => setImmediate(resolve));
      return rows.map(() => "stored");
    });
    console.log(JSON.stringify({ bytes, count, growth: peak - before }));
  }
`;

function run(step: "fill" | "drain"): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    // What is collected late is not what is kept.
    ["--max-semi-space-size=2", "--input-type=module", "--eval", CODE, spools.root, step],
    { cwd: fileURLToPath(new URL("../../../..", import.meta.url)) },
  );
  expect(String(stderr)).toBe("");
  expect(status).toBe(0);
  return String(stdout);
}

test.runIf(process.platform === "linux")(
  "draining 200 MB takes no more memory than draining a little",
  () => {
    run("fill");
    const { bytes, count, growth } = JSON.parse(run("drain"));
    expect(bytes).toBeGreaterThan(200_000_000);
    expect(count).toBe(WEBHOOKS);
    expect(growth).toBeLessThan(MAX_GROWTH_MIB);
  },
  120_000,
);
