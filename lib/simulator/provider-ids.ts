import type { Random } from "./random.ts";

/** The characters of a short UUID, as the Asset pages show ids. */
const SHORT_UUID = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const HEX = "0123456789abcdef";
const SHORT_UUID_LENGTH = 22;
const ABOUND_ID_LENGTH = 40;

export type AssetIdPrefix = "biz" | "lni" | "eac";
export type AboundIdPrefix =
  | "userId"
  | "taxPaymentId"
  | "paymentMethodId"
  | "documentId"
  | "webhookId"
  | "webhookRequestId";

export function assetId(random: Random, prefix: AssetIdPrefix): string {
  return `${prefix}_${random.text(SHORT_UUID, SHORT_UUID_LENGTH)}`;
}

export function aboundId(random: Random, prefix: AboundIdPrefix): string {
  return `${prefix}_${random.text(HEX, ABOUND_ID_LENGTH)}`;
}

/** The value of the `asset-id` header: a UUID (version 4) drawn from the seeded generator. */
export function assetRequestId(random: Random): string {
  const hex = random.text(HEX, 30);
  const variant = random.pick(["8", "9", "a", "b"]);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
