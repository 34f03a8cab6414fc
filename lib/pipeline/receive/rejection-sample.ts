import type { RejectionRow } from "#lib/db/record-rejections.ts";
import { isRefusalAlarm } from "#lib/domain/refusal-alarm.ts";

/** Of one source, the first rows of a minute are kept, then one a second: an attack must not fill the disk. */
const FULL_ROWS_PER_MINUTE = 20;

type Sample = { minute: number; rows: number; lastSecond: number };

/** Decides which refused requests get a row of the log. */
export class RejectionSample {
  readonly #samples = new Map<string, Sample>();

  takes(row: Pick<RejectionRow, "sourceId" | "receivedAt" | "cause">): boolean {
    const at = Date.parse(row.receivedAt);
    const minute = Math.floor(at / 60_000);
    const second = Math.floor(at / 1000);
    const key = keyOf(row);
    const sample = this.#samples.get(key);
    if (sample === undefined || sample.minute !== minute) {
      this.#samples.set(key, { minute, rows: 1, lastSecond: second });
      return true;
    }
    if (sample.rows >= FULL_ROWS_PER_MINUTE && sample.lastSecond === second) return false;
    sample.rows += 1;
    sample.lastSecond = second;
    return true;
  }
}

/** What people are told of has a sample of its own, so that a flood of bad signatures cannot hide it. */
function keyOf({ sourceId, cause }: Pick<RejectionRow, "sourceId" | "cause">): string {
  return `${sourceId ?? "unknown source"} ${isRefusalAlarm(cause) ? "alarming" : ""}`;
}
