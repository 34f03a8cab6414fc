import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "#lib/client/api-client.ts";
import type { ReplayDetail } from "#lib/domain/api/replays.ts";
import { note } from "./print.ts";
import { counted, durationText } from "./print-preview.ts";

const POLL_MS = 500;
const SAY_EVERY_MS = 2000;

/** Waits for the end of a replay and says on stderr how far it got, and what it waits for. */
export async function followReplay(client: ApiClient, id: string): Promise<ReplayDetail> {
  let said = "";
  for (let saidAtMs = 0; ; await sleep(POLL_MS)) {
    const replay = await client.get<ReplayDetail>(`/replays/${encodeURIComponent(id)}`);
    if (replay.status === "completed" || replay.status === "canceled") return replay;
    const line = progressLine(replay);
    if (line === said || performance.now() - saidAtMs < SAY_EVERY_MS) continue;
    note(line);
    said = line;
    saidAtMs = performance.now();
  }
}

function progressLine({ status, processed, total, failed, secondsLeft, targets }: ReplayDetail): string {
  if (status === "queued") return "Selecting its events …";
  const left = secondsLeft === null ? "" : `, about ${durationText(secondsLeft)} left`;
  const waits = targets.flatMap(({ waitsFor }) => (waitsFor === null ? [] : [` ${waitsFor}`])).join("");
  return `${counted(processed)} of ${counted(total)} done, ${counted(failed)} failed${left}.${waits}`;
}

export function summaryLine({
  id,
  status,
  total,
  succeeded,
  failed,
  skipped,
  untouched,
  problem,
}: ReplayDetail): string {
  const rest = untouched === 0 ? "" : `, ${counted(untouched)} untouched`;
  const sums = `${counted(succeeded)} of ${counted(total)} arrived, ${counted(failed)} failed, ${counted(skipped)} skipped${rest}`;
  return `Replay ${id} ${status}: ${sums}.${problem === null ? "" : ` ${problem}`}`;
}
