import { aboundEvent, assetEvent } from "./said-events.ts";
import type { TestEvent } from "./test-events.ts";

type StoryOptions = { asset: string; abound: string; count: number; seed: number };

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 1);
const ASSET_TYPES = [
  "BUSINESS_CREATED",
  "BUSINESS_ACTIVATED",
  "BUSINESS_DEACTIVATED",
  "PLAID_ACCOUNT_CONNECTED",
  "PLAID_ACCOUNT_DISCONNECTED",
  "PLAID_ACCOUNT_EXPIRED",
  "PLAID_TRANSACTIONS_SYNCED",
  "PLAID_TRANSACTIONS_SYNCED",
  "TASK_REQUEST",
  "TASKS_REQUEST_COMPLETED",
  "LEDGER_CLOSED",
];
const ABOUND_TYPES = ["taxPayments.created", "taxPayments.updated", "documents.updated", "users.updated"];
const STATUSES = ["created", "pending", "done", "error", undefined];
const TASKS = ["request_receipt", "reconnect_account", "other"];

/** Events about few businesses and users, out of order, with equal times, repetitions and late arrivals. */
export function randomStory({ asset, abound, count, seed }: StoryOptions): TestEvent[] {
  const random = seededRandom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const events = Array.from({ length: count }, (_, index): TestEvent => {
    const receivedAt = new Date(START_MS + (index + Math.floor(random() * 30)) * (HOUR_MS / 6));
    if (random() < 0.3) {
      const said = { sourceId: abound, receivedAt, resourceId: `res_${Math.floor(random() * 4)}` };
      const status = pick(STATUSES);
      return aboundEvent(pick(ABOUND_TYPES), `user_${Math.floor(random() * 3)}`, {
        ...said,
        ...(status === undefined ? {} : { status }),
      });
    }
    const type = pick(ASSET_TYPES);
    // Whole hours, so that some events carry the same time.
    const at = new Date(Math.floor((receivedAt.getTime() - random() * 20 * HOUR_MS) / HOUR_MS) * HOUR_MS).toISOString();
    return assetEvent(type, `biz_${Math.floor(random() * 5)}`, {
      sourceId: asset,
      receivedAt,
      at: type === "TASK_REQUEST" || random() < 0.1 ? null : at,
      ...(type.startsWith("PLAID") ? { accountId: `acc_${Math.floor(random() * 3)}` } : {}),
      ...(type === "TASK_REQUEST" ? { taskTypes: [pick(TASKS), pick(TASKS)] } : {}),
      ...(type.startsWith("BUSINESS") ? { externalId: `ext-${Math.floor(random() * 9)}` } : {}),
    });
  });
  return shuffled(events, random);
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** The mulberry32 generator: the same seed tells the same story. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
