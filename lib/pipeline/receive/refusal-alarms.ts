import type { RejectionRow } from "#lib/db/record-rejections.ts";
import { isRefusalAlarm, REFUSAL_ALARMS } from "#lib/domain/refusal-alarm.ts";
import type { Logger } from "#lib/platform/log.ts";

const EVERY_MS = 60_000;

/** Says in the log that a genuine event may have been lost, at most once a minute for each source and cause. */
export class RefusalAlarms {
  readonly #log: Logger;
  readonly #toldAt = new Map<string, number>();

  constructor(log: Logger) {
    this.#log = log;
  }

  raise({ id, slug, sourceId, cause, receivedAt }: RejectionRow): void {
    if (sourceId === null || !isRefusalAlarm(cause)) return;
    if (!this.#isTime(`${sourceId} ${cause}`, receivedAt)) return;
    this.#log.error(REFUSAL_ALARMS[cause], { source: slug, cause, requestId: id });
  }

  /** As much as may be kept in full of a source is kept: this request was not. */
  tellFull({ slug, sourceId, cause, receivedAt }: RejectionRow): void {
    if (!this.#isTime(`${sourceId} ${cause} full`, receivedAt)) return;
    this.#log.error("No more requests of this source are kept in full; accept what waits.", { source: slug, cause });
  }

  #isTime(key: string, receivedAt: string): boolean {
    const at = Date.parse(receivedAt);
    if (at - (this.#toldAt.get(key) ?? 0) < EVERY_MS) return false;
    this.#toldAt.set(key, at);
    return true;
  }
}
