import { plural } from "#components/ui/plural.ts";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { isSingle, type ReplayScope } from "./replay-scope.ts";
import type { ReplayOptions, SendCount } from "./replay-sums.ts";

const NAMED = 3;

/** "Ledger", "Ledger and Warehouse", "5 destinations". */
export function listNames(names: readonly string[]): string {
  if (names.length === 0) return "no destination";
  if (names.length > NAMED) return `${names.length} destinations`;
  return names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Action and scope in words; `events` is null until they are counted. */
export function replayTitle(scope: ReplayScope, events: number | null, names: readonly string[] | null): string {
  const to = names === null ? "" : ` to ${listNames(names)}`;
  return `Replay ${titleSubject(scope, events)}${to}`;
}

function titleSubject(scope: ReplayScope, events: number | null): string {
  if (isSingle(scope)) return scope.eventType ?? "this event";
  if (events !== null) return plural(events, "event");
  return scope.events.kind === "chosen" ? plural(scope.events.ids.length, "event") : "events";
}

/** What the button says: "Send 486 deliveries". */
export function sendLabel({ count, isAtMost }: SendCount): string {
  return `Send ${isAtMost ? "up to " : ""}${plural(count, "delivery", "deliveries")}`;
}

interface Chosen {
  targets: readonly ReplayPreviewTarget[];
  chosen: readonly ReplayPreviewTarget[];
  options: ReplayOptions;
  total: SendCount;
}

/** Why there is nothing to send, and what would change that; null when there is something. */
export function nothingToSend({ targets, chosen, options, total }: Chosen): string | null {
  if (total.count > 0) return null;
  if (targets.length === 0) return "No destination takes these events.";
  if (chosen.length === 0) return "Choose at least one destination.";
  if (chosen.every(({ events }) => events === 0)) return "There is no event to send.";
  if (options.skipDelivered && chosen.every((target) => target.failed + target.neverAttempted === 0)) {
    const delivered = chosen.reduce((sum, { deliveredBefore }) => sum + deliveredBefore, 0);
    return `${allOf(delivered)} delivered before. Take “Only what was not delivered yet” away to send again.`;
  }
  return "Everything that is left was superseded by a newer event. Take “Skip” away to send it.";
}

function allOf(count: number): string {
  return count === 1 ? "It was" : `All ${count.toLocaleString("en-GB")} were`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** "7 s", "2 m 5 s", "3 h 10 m": two units, as the second one matters while waiting. */
export function spanText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return twoUnits(Math.floor(whole / MINUTE), "m", whole % MINUTE, "s");
  return twoUnits(Math.floor(whole / HOUR), "h", Math.floor((whole % HOUR) / MINUTE), "m");
}

function twoUnits(first: number, unit: string, second: number, smaller: string): string {
  return second === 0 ? `${first} ${unit}` : `${first} ${unit} ${second} ${smaller}`;
}
