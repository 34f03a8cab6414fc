import type { When } from "./when.ts";

/** What Abound says of a user's resource: resource, verb, id, status, message, when. */
export type UserLine = readonly [
  type: string,
  resourceId: string,
  status: string | null,
  message: string | null,
  when: When,
];

export interface CastUser {
  /** The id is `userId_` and this. */
  readonly name: string;
  readonly lines: readonly UserLine[];
}

export const CAST_USERS: readonly CastUser[] = [
  {
    name: "ada",
    lines: [
      ["taxPayments.created", "taxPaymentId_ada_q1", "created", null, "9d"],
      ["taxPayments.updated", "taxPaymentId_ada_q1", "pending", null, "8d"],
      ["taxPayments.updated", "taxPaymentId_ada_q1", "done", null, "7d 12h"],
    ],
  },
  {
    name: "ben",
    lines: [
      ["taxPayments.created", "taxPaymentId_ben_q1", "created", null, "6d"],
      ["taxPayments.updated", "taxPaymentId_ben_q1", "error", "paymentMethodError", "5d"],
      ["documents.created", "documentId_ben_1099", null, null, "6d"],
      ["documents.updated", "documentId_ben_1099", "error", "payerError", "4d"],
    ],
  },
  {
    name: "cleo",
    lines: [
      ["taxPayments.updated", "taxPaymentId_cleo_q1", "error", "userError", "3d"],
      ["documents.updated", "documentId_cleo_1099", "error", "documentError", "3d"],
    ],
  },
  { name: "dan", lines: [["taxPayments.updated", "taxPaymentId_dan_q1", "error", "timingError", "1d 15h"]] },
  { name: "eve", lines: [["taxPayments.updated", "taxPaymentId_eve_q1", "error", "paymentMethodError", "1d 16h"]] },
  { name: "fay", lines: [["taxPayments.created", "taxPaymentId_fay_q2", "created", null, "4d"]] },
  {
    name: "gus",
    lines: [
      ["taxPayments.created", "taxPaymentId_gus_q2", "created", null, "3d 6h"],
      ["taxPayments.updated", "taxPaymentId_gus_q2", "pending", null, "3d"],
    ],
  },
  {
    name: "hal",
    lines: [
      ["taxPayments.created", "taxPaymentId_hal_q2", "created", null, "3d"],
      ["taxPayments.updated", "taxPaymentId_hal_q2", "pending", null, "5h"],
      ["paymentMethods.created", "paymentMethodId_hal", null, null, "3d"],
    ],
  },
  {
    name: "ivy",
    lines: [
      ["documents.created", "documentId_ivy_1099", null, null, "5d"],
      ["documents.updated", "documentId_ivy_1099", "verifying", null, "4d 12h"],
      ["documents.updated", "documentId_ivy_1099", "error", "payerError", "3d 18h"],
    ],
  },
  {
    name: "jon",
    lines: [
      ["users.updated", "userId_jon", null, null, "6d"],
      ["taxes.updated", "2026", null, null, "15m"],
    ],
  },
];
