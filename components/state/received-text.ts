import { formatDuration } from "#components/ui/format-time.ts";

interface Moment {
  at: string;
  isTimed: boolean;
  receivedAt: string;
}

const SECOND_MS = 1000;

/** How an event's time relates to its receipt: "received 9 s later". */
export function receivedText({ at, isTimed, receivedAt }: Moment): string {
  if (!isTimed) return "time = when we received it";
  const seconds = (Date.parse(receivedAt) - Date.parse(at)) / SECOND_MS;
  if (seconds <= -1) return `received ${formatDuration(-seconds)} earlier`;
  return seconds < 1 ? "received at once" : `received ${formatDuration(seconds)} later`;
}
