import { readRows } from "#lib/db/read-rows.ts";
import { DEFAULT_MANY_EXPIRED } from "#lib/domain/watch/watch-kind.ts";

/** How many expiries are many, whether or not anybody is told. */
export async function readManyExpired(): Promise<number> {
  const text = "SELECT many_expired FROM notification_channels LIMIT 1";
  const [channel] = await readRows<{ many_expired: number }>({ text, values: [] });
  return channel?.many_expired ?? DEFAULT_MANY_EXPIRED;
}
