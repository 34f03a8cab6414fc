import type { JsonText } from "#lib/simulator/wire-json.ts";
import type { Moment } from "./moment.ts";

/** One webhook of a story. */
export interface StoryEvent {
  /** The `asset-id` or `webhookRequestId`: how the event is found again. */
  readonly key: string;
  readonly provider: "asset" | "abound";
  readonly type: string;
  readonly body: JsonText;
  /** When it reached us, in a story that is told as it happened; whole milliseconds. */
  readonly receivedAt: Moment;
}

/** What an event says of its time: the truth, a clock that runs ahead, or nothing. */
export type Stamp = "true" | "ahead" | "missing";
