import { type Moment, textOf } from "./moment.ts";
import { type Receipts, receiptOf } from "./truth.ts";

/** A moment, or that of the receipt of an event that carries no usable time. */
export type Time = Moment | { readonly receiptOf: string };

export function written(time: Time, receipts: Receipts): string;
export function written(time: Time | null, receipts: Receipts): string | null;
export function written(time: Time | null, receipts: Receipts): string | null {
  if (time === null) return null;
  return textOf(typeof time === "number" ? time : receiptOf(receipts, time.receiptOf).at);
}
