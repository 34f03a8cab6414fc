import { test } from "vitest";
import { watchTest } from "#lib/testing/watch-test.ts";

const watch = watchTest();
const EMPTY = { state: "empty", waiting: 0, bytes: 0, since: null, setAside: 0, problem: null };
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

function beat(spool: object, secondsAgo = 0) {
  return watch.pool.query(
    `INSERT INTO heartbeats (process, instance, beat_at, started_at, spool)
     VALUES ('receiver', 'host:1', clock_timestamp() - make_interval(secs => $1), now() - interval '1 hour', $2)`,
    [secondsAgo, JSON.stringify(spool)],
  );
}

test("an outage is told with what was spooled, also when all of it is stored before anybody looks", async () => {
  await beat({ ...EMPTY, state: "draining", waiting: 37, since: ago(300) }, 2);
  await beat(EMPTY, 1);
  watch.startWatch();
  const told = "opened: 37 events spooled since .* UTC, draining: the receiver could not reach the database";
  await watch.untilTold(told);
  await watch.pool.query(
    "UPDATE heartbeats SET beat_at = beat_at - interval '70 seconds' WHERE spool ->> 'waiting' = '37'",
  );
  await watch.untilTold(told, "recovered: Everything that the receiver had spooled is stored");
});

test("a door that can keep nothing is told with why, and when it takes webhooks again", async () => {
  await beat({ ...EMPTY, state: "refusing", problem: "Less than 10 % of the disk of the spool is free." });
  watch.startWatch();
  const told = "opened: The receiver refuses webhooks: less than 10 % of the disk of the spool is free\\.";
  await watch.untilTold(told);
  await beat(EMPTY);
  await watch.untilTold(told, "recovered: The receiver takes webhooks again");
});

test("what lies aside is told until somebody took it away", async () => {
  await beat({ ...EMPTY, setAside: 2 });
  watch.startWatch();
  const told = "opened: 2 pieces of the receiver's spool could not be read or stored and lie aside on its disk";
  await watch.untilTold(told);
  await beat(EMPTY);
  await watch.untilTold(told, "recovered: Nothing lies aside on the disk of the receiver any more");
});
