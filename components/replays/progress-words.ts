import { plural } from "#components/ui/plural.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { spanText } from "./replay-words.ts";

type Progress = Pick<
  ReplayRow,
  "status" | "total" | "processed" | "succeeded" | "failed" | "skipped" | "untouched" | "secondsLeft"
>;

export function isOver({ status }: Pick<ReplayRow, "status">): boolean {
  return status === "completed" || status === "canceled";
}

/** "640 of 1,284 done: 637 succeeded, 3 failed. 600 not begun. About 13 s left." */
export function progressText(replay: Progress): string {
  const { status, total, processed, untouched, secondsLeft } = replay;
  if (status === "queued") return "Its events are being selected.";
  if (status === "completed" && total === 0) return "There was nothing to send.";
  const done = `${count(processed)} of ${count(total)} done: ${partsText(replay)}.`;
  if (status === "completed") return done;
  const rest =
    untouched === 0 ? "" : ` ${count(untouched)} ${status === "canceled" ? "will not be sent" : "not begun"}.`;
  return `${done}${rest}${secondsLeft === null ? "" : ` About ${spanText(secondsLeft)} left.`}`;
}

function partsText({ succeeded, failed, skipped }: Progress): string {
  const parts = [`${count(succeeded)} succeeded`, `${count(failed)} failed`];
  return skipped === 0 ? parts.join(", ") : [...parts, `${count(skipped)} skipped`].join(", ");
}

/** What a cancel does, in words: "640 sent and stay sent; 644 will not be sent." */
export function cancelText({ status, total, processed, succeeded, failed }: Progress): string {
  if (status === "queued") return "Nothing was sent yet, and nothing will be.";
  return `${count(succeeded + failed)} sent and stay sent; ${count(total - processed)} will not be sent.`;
}

/** What a canceled replay leaves: "641 deliveries were not sent." */
export function unsentText({ untouched, skipped }: Progress): string | null {
  const unsent = untouched + skipped;
  return unsent === 0 ? null : `${plural(unsent, "delivery was", "deliveries were")} not sent.`;
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
