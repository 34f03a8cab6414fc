/** How a condition is watched. Rates must hold for two looks; what can flicker must be gone for a while. */
interface WatchRules {
  readonly label: string;
  /** When it opens, for the page and the documentation. */
  readonly opens: string;
  readonly severity: "bad" | "warn";
  readonly isRate: boolean;
  readonly canFlicker: boolean;
  /** A count ten times the one that was told is told again. */
  readonly grows: boolean;
  /** What ends it other than recovery. */
  readonly unwatched: (subject: string) => string;
}

const switchedOff = (subject: string) => `${subject} is no longer watched: it was switched off or removed`;

export const WATCH_KINDS = {
  source_quiet: {
    label: "No events",
    opens: "An enabled source had no new event for as many minutes as its settings say.",
    severity: "bad",
    isRate: false,
    canFlicker: false,
    grows: false,
    unwatched: switchedOff,
  },
  all_rejected: {
    label: "Everything rejected",
    opens: "Three or more requests of a source within five minutes, and none of them accepted.",
    severity: "bad",
    isRate: true,
    canFlicker: true,
    grows: false,
    unwatched: switchedOff,
  },
  dead_letters: {
    label: "Dead letters",
    opens: "A delivery gave up after every retry, and the destination did not get the event later either.",
    severity: "bad",
    isRate: false,
    canFlicker: true,
    grows: true,
    unwatched: switchedOff,
  },
  destination_failing: {
    label: "Destination failing",
    opens: "A destination is spared after many failures, or five attempts within five minutes all failed.",
    severity: "bad",
    isRate: true,
    canFlicker: true,
    grows: false,
    unwatched: (subject) => `${subject} is no longer watched: it was paused or removed`,
  },
  process_down: {
    label: "Process down",
    opens: "Receiver, worker or console gave no sign of life for 30 seconds and was not stopped on purpose.",
    severity: "bad",
    isRate: false,
    canFlicker: true,
    grows: false,
    unwatched: (subject) => `The ${subject} did not come back within a day and is no longer expected`,
  },
  spool_refusing: {
    label: "Webhooks refused",
    opens: "A door can keep a webhook neither in the database nor on its disk, and asks providers to come again.",
    severity: "bad",
    isRate: false,
    canFlicker: true,
    grows: false,
    unwatched: (subject) => `The ${subject} has not run for a day and is no longer watched`,
  },
  spool_in_use: {
    label: "Spool in use",
    opens: "A door could not reach the database for ten seconds or more and kept webhooks on its disk.",
    severity: "warn",
    isRate: false,
    canFlicker: false,
    grows: true,
    unwatched: (subject) => `The ${subject} has not run for a day and is no longer watched`,
  },
  spool_set_aside: {
    label: "Spool set aside",
    opens: "Part of a spool could not be read, or the database refuses it; it stays on disk for a person.",
    severity: "bad",
    isRate: false,
    canFlicker: true,
    grows: true,
    unwatched: (subject) => `The ${subject} has not run for a day and is no longer watched`,
  },
  requests_cut: {
    label: "Request cut off",
    opens:
      "A request to a source was too large, too slow, or signed and yet unreadable; if the provider sent it, its event is lost. It is over when there was none for an hour.",
    severity: "bad",
    isRate: false,
    canFlicker: false,
    grows: true,
    unwatched: (subject) => `${subject} was removed`,
  },
  tax_payment_error: {
    label: "Tax payment in error",
    opens: "A tax payment entered error. It is over when no other one did for an hour; error itself is final.",
    severity: "warn",
    isRate: false,
    canFlicker: false,
    grows: true,
    unwatched: (subject) => `${subject} was removed`,
  },
  many_expired: {
    label: "Many connections expired",
    opens: "So many bank connections of one source expired within an hour; the settings above say how many.",
    severity: "warn",
    isRate: true,
    canFlicker: true,
    grows: true,
    unwatched: (subject) => `${subject} was removed`,
  },
} as const satisfies Record<string, WatchRules>;

export type WatchKind = keyof typeof WATCH_KINDS;
export type WatchSeverity = WatchRules["severity"];

export const DEFAULT_MANY_EXPIRED = 10;

/** A kind as the database keeps it. */
export function isWatchKind(text: string): text is WatchKind {
  return Object.hasOwn(WATCH_KINDS, text);
}

export function rulesOf(kind: WatchKind): WatchRules {
  return WATCH_KINDS[kind];
}
