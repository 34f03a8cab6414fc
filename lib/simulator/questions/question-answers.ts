import { moment } from "./when.ts";

/** The gap of our own processes in question 24. */
export function questionOutage(now: Date): { from: Date; to: Date } {
  return { from: moment("2d 6h 15m", now), to: moment("2d 6h", now) };
}

/** How far back the processes' heartbeats go. */
export function questionHeartbeatsSince(now: Date): Date {
  return moment("2d 18h", now);
}

/** What the console has to say to each of the daily questions about the cast, by number. */
export const QUESTION_ANSWERS = {
  /** Expired and not deactivated, the longest expired first. */
  1: ["lni_bakery", "lni_dental", "eac_florist_savings", "lni_cycles", "lni_legal"],
  2: ["lni_bakery", "lni_dental"],
  /** Account and what brought it back; grocer recovered longer ago than a week. */
  3: [
    ["lni_plumbing", "connected"],
    ["lni_roasters", "connected"],
    ["lni_studio", "sync"],
  ],
  /** The longest silent first. */
  4: ["eac_pottery", "lni_winery"],
  /** Account and who ended it. */
  5: [
    ["lni_bakery", "plaid"],
    ["lni_skatepark", "plaid"],
    ["lni_dental", "plaid"],
    ["lni_tailor", "owner"],
    ["eac_florist_savings", "plaid"],
    ["lni_cycles", "plaid"],
    ["lni_legal", "plaid"],
  ],
  /** All within the hour from 14:00 UTC. */
  6: ["lni_cycles", "lni_legal", "lni_plumbing", "lni_studio", "lni_roasters"],
  /** The longest open first. */
  7: ["biz_brewery", "biz_optician", "biz_carpenter"],
  8: ["biz_optician", "biz_florist"],
  9: ["biz_bakery"],
  10: [
    ["biz_dental", "expired_without_task"],
    ["biz_yoga", "task_without_expired"],
  ],
  11: { businessId: "biz_bookshop", state: "completed", askedAgo: "10d", completedAgo: "8d", days: 2 },
  /** The slowest first, with the median turnaround in whole hours. */
  12: [
    ["biz_carpenter", 240],
    ["biz_bookshop", 48],
    ["biz_garage", 25],
    ["biz_gallery", 3],
  ],
  /** Keys of the week's events, newest first. */
  13: {
    businessId: "biz_garage",
    events: ["garage-synced-3", "garage-synced-2", "garage-completed-1", "garage-asked-1"],
  },
  /** Our id and theirs; the second is a former one. */
  14: [
    ["ext-garage-119", "biz_garage"],
    ["ext-harbor-120", "biz_harbor"],
    ["ext-marina-220", "biz_harbor"],
  ],
  15: [["biz_nursery", 2]],
  16: ["biz_new_cafe", "biz_new_gym"],
  /** The statuses that came, newest first. */
  17: { userId: "userId_ada", statuses: ["done", "pending"] },
  /** By message. */
  18: {
    paymentMethodError: ["taxPaymentId_ben_q1", "taxPaymentId_eve_q1"],
    timingError: ["taxPaymentId_dan_q1"],
    userError: ["taxPaymentId_cleo_q1"],
  },
  /** The longest in this status first. */
  19: [
    ["taxPaymentId_fay_q2", "created"],
    ["taxPaymentId_gus_q2", "pending"],
  ],
  20: ["documentId_ben_1099", "documentId_ivy_1099"],
  /** Keys: delivered twice under one id, and sent anew under another one. */
  21: { duplicate: "bookshop-completed-1", probableRetry: ["yoga-synced-3", "yoga-synced-3-retry"] },
  /** Rejected requests by cause. */
  22: { bad_signature: 3, missing_signature: 1 },
  /** Keys of the last event of each source. */
  23: { "questions-asset": "harbor-synced-3", "questions-abound": "jon-taxes.updated-2" },
  /** Those active shortly before and after the gap. */
  24: ["biz_garage", "biz_yoga"],
  25: { key: "bookshop-completed-1", contentType: "application/json" },
} as const;
