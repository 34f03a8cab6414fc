import type { Tx } from "./in-transaction.ts";

export type Channel =
  | "signalbox_events"
  | "signalbox_deliveries"
  | "signalbox_requests"
  | "signalbox_config"
  | "signalbox_state";

/** Wakes the listeners of a channel when the transaction commits. */
export async function notifyChannel(tx: Tx, channel: Channel, payload = ""): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${payload})`;
}
