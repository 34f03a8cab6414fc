import { expect, test } from "vitest";
import type { OverviewProcess } from "./api/overview.ts";
import { spoolProblems } from "./spool-problem.ts";
import type { SpoolStatus } from "./spool-status.ts";
import { spooledInWords } from "./spool-words.ts";
import { sumSpools } from "./sum-spools.ts";
import { toOutageReport, toSpoolReport } from "./to-spool-report.ts";

const NOW = new Date("2026-11-22T14:20:00.000Z");
const EMPTY: SpoolStatus = { state: "empty", waiting: 0, bytes: 0, since: null, setAside: 0, problem: null };
const DRAINING: SpoolStatus = {
  ...EMPTY,
  state: "draining",
  waiting: 37,
  bytes: 900,
  since: "2026-11-22T14:02:11.000Z",
};
const FULL: SpoolStatus = { ...EMPTY, state: "refusing", problem: "the disk is full." };

function door(name: string, spool: SpoolStatus | null): OverviewProcess {
  const at = NOW.toISOString();
  return { name, instance: "host:1", lastBeatAt: at, startedAt: at, isStale: false, spool };
}

const titles = (...spools: SpoolStatus[]) =>
  spoolProblems(
    spools.map((spool) => door("receiver", spool)),
    NOW,
  ).map(({ title }) => title);

test("what waits is said with its number, since when, and whether it is being stored", () => {
  expect(spooledInWords(DRAINING, NOW)).toBe("37 events spooled since 14:02 UTC, draining");
  expect(spooledInWords({ ...DRAINING, state: "keeping", waiting: 1 }, NOW)).toBe("1 event spooled since 14:02 UTC");
  expect(spooledInWords(DRAINING, new Date("2026-11-23T00:01:00Z"))).toContain("since 2026-11-22 14:02 UTC");
  expect(spooledInWords(EMPTY, NOW)).toBeNull();
});

test("several spools are as bad as the worst of them and as old as the oldest", () => {
  const older = { ...DRAINING, state: "keeping" as const, since: "2026-11-22T13:00:00.000Z", setAside: 2 };
  expect(sumSpools([DRAINING, older, EMPTY])).toEqual({
    state: "keeping",
    waiting: 74,
    bytes: 1800,
    since: "2026-11-22T13:00:00.000Z",
    setAside: 2,
    problem: null,
  });
  expect(sumSpools([DRAINING, FULL])).toMatchObject({ state: "refusing", problem: "the disk is full." });
  expect(sumSpools([])).toEqual(EMPTY);
});

test("the overview is told of what waits, what is refused and what lies aside, and of nothing else", () => {
  expect(titles(EMPTY, EMPTY)).toEqual([]);
  expect(titles(DRAINING, EMPTY)).toEqual(["37 events spooled since 14:02 UTC, draining."]);
  expect(titles(FULL)).toEqual(["The receiver refuses webhooks: the disk is full."]);
  expect(titles({ ...EMPTY, setAside: 1 })).toEqual([
    "1 piece of the spool was set aside, as it could not be read or stored.",
  ]);
});

test("a report names the doors of which there is something to say, whoever knows it", () => {
  const report = toSpoolReport([door("receiver", DRAINING), door("console", EMPTY), door("worker", null)]);
  expect(report).toMatchObject({ database: "up", downSince: null, total: DRAINING, doors: [{ name: "receiver" }] });
  const away = toOutageReport(
    [
      { name: "receiver", status: DRAINING },
      { name: "console", status: EMPTY },
    ],
    NOW,
  );
  expect(away).toMatchObject({ database: "down", downSince: NOW.toISOString(), total: DRAINING });
  expect(away.doors).toEqual([{ name: "receiver", instance: null, reportedAt: null, spool: DRAINING }]);
});
