import { describe, expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { watchTest } from "#lib/testing/watch-test.ts";
import { insertQuietSources } from "#lib/testing/watched-facts.ts";
import { startWorkerProcess } from "#lib/testing/worker-process.ts";

const watch = watchTest();

function query(sql: string, values: unknown[] = []) {
  return watch.pool.query(sql, values);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("of several processes one watches at a time", () => {
  const holders = () =>
    query(
      `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'advisory' AND l.granted AND a.application_name LIKE 'signalbox watch %'
         AND a.datname = current_database()`,
    );

  /** A worker of its own process that beats and watches. */
  async function startWatchingWorker() {
    const worker = await startWorkerProcess(watch.databaseUrl, { SIGNALBOX_LOG_LEVEL: "silent" });
    await eventually(async () => {
      expect((await holders()).rows).toEqual([{ application_name: `signalbox watch ${worker.pid}` }]);
      expect((await query("SELECT 1 FROM heartbeats")).rows).toHaveLength(1);
      expect((await query("SELECT 1 FROM installation WHERE key = 'watch_look'")).rows).toHaveLength(1);
    });
    return worker;
  }

  test("a restart tells nothing twice and loses nothing", async () => {
    await insertQuietSources(watch.pool, "First");
    const first = watch.startWatch();
    const second = watch.startWatch();
    await watch.untilTold("opened: First");
    await first.stop();
    await query("UPDATE sources SET quiet_after_minutes = 120");
    await watch.untilTold("opened: First", "recovered: First");
    await second.stop();
    await query("UPDATE sources SET quiet_after_minutes = 1");
    watch.startWatch();
    watch.startWatch();
    await watch.untilTold("opened: First", "recovered: First", "opened: First");
    await pause(300);
    expect(watch.receiver.requests).toHaveLength(3);
  });

  test("a process that hangs while it watches is relieved by another", async () => {
    const worker = await startWatchingWorker();
    try {
      process.kill(worker.pid, "SIGSTOP");
      watch.startWatch();
      await query("UPDATE heartbeats SET beat_at = beat_at - interval '31 seconds'");
      await pause(200);
      expect(watch.told()).toEqual([]);
      await query("UPDATE installation SET updated_at = now() - interval '31 seconds' WHERE key = 'watch_look'");
      await watch.untilTold("opened: The worker has not reported for 3\\d s: nothing is delivered\\.");
    } finally {
      await worker.stop("SIGKILL");
    }
  });

  test("when the worker that watches is killed, another process watches and tells of its death", async () => {
    const worker = await startWatchingWorker();
    watch.startWatch();
    await pause(200);
    expect((await holders()).rows).toEqual([{ application_name: `signalbox watch ${worker.pid}` }]);
    await worker.stop("SIGKILL");
    await query("UPDATE heartbeats SET beat_at = beat_at - interval '31 seconds'");
    await watch.untilTold("opened: The worker has not reported for 3\\d s: nothing is delivered\\.");
    const next = await startWorkerProcess(watch.databaseUrl, { SIGNALBOX_LOG_LEVEL: "silent" });
    await watch.untilTold("opened", "recovered: The worker is up again\\.");
    expect(await next.stop("SIGTERM")).toBe(0);
    await query("UPDATE heartbeats SET beat_at = beat_at - interval '31 seconds'");
    await pause(300);
    expect(watch.receiver.requests).toHaveLength(2);
  });
});
