import type { WatchedProcess } from "#lib/domain/outage.ts";
import type { REFUSAL_ALARMS } from "#lib/domain/refusal-alarm.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import type { WatchKind } from "./watch-kind.ts";

export interface QuietFact {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly quietAfterMinutes: number;
  readonly lastEventAt: Date | null;
  /** When the source was made or enabled or the setting was made, whichever is the latest. */
  readonly countsFrom: Date;
}

export interface RejectionFact {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Of the last minutes, without those that were refused on purpose. */
  readonly rejected: number;
  readonly accepted: number;
  readonly firstRejectedAt: Date | null;
  /** The most frequent cause. */
  readonly cause: string | null;
}

export interface DeadLetterFact {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly oldestAt: Date | null;
  /** There were more dead letters than are counted, so that a count of zero says nothing. */
  readonly isCut: boolean;
}

export interface DestinationFact {
  readonly id: string;
  readonly name: string;
  /** Since when it is spared; null unless it is. */
  readonly sparedSince: Date | null;
  /** Attempts of the last minutes. */
  readonly succeeded: number;
  readonly failed: number;
  readonly firstFailedAt: Date | null;
  /** Whether a delivery waits for another attempt. */
  readonly hasWaiting: boolean;
  /** How the last attempt of one that waits went: the kind of an attempt error. */
  readonly lastOutcome: string | null;
}

export interface ProcessFact {
  readonly process: WatchedProcess;
  readonly lastBeatAt: Date;
  /** Its last beat said that it was told to stop. */
  readonly isStopped: boolean;
}

export interface SpoolFact {
  readonly process: "receiver" | "console";
  /** Of all its instances together. */
  readonly spool: SpoolStatus;
  /** What waited when most did within the last minute. */
  readonly fullest: SpoolStatus;
}

export interface TaxPaymentFact {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** How many entered error since the alert before this one was over, and of these the first and the last. */
  readonly entered: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly isOpen: boolean;
}

export interface ExpirationFact {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Expiries that began within the last hour. */
  readonly expired: number;
  readonly firstAt: Date | null;
}

export interface CutRequestFact {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Requests of the last hour that were too large, too slow, or signed and unreadable. */
  readonly count: number;
  readonly firstAt: Date | null;
  /** The most frequent cause. */
  readonly cause: keyof typeof REFUSAL_ALARMS | null;
}

interface FactsByKind {
  readonly source_quiet: readonly QuietFact[];
  readonly all_rejected: readonly RejectionFact[];
  readonly dead_letters: readonly DeadLetterFact[];
  readonly destination_failing: readonly DestinationFact[];
  readonly process_down: readonly ProcessFact[];
  readonly spool_refusing: readonly SpoolFact[];
  readonly spool_in_use: readonly SpoolFact[];
  readonly spool_set_aside: readonly SpoolFact[];
  readonly requests_cut: readonly CutRequestFact[];
  readonly tax_payment_error: readonly TaxPaymentFact[];
  readonly many_expired: readonly ExpirationFact[];
}

/** What one look found; a kind that could not be read is absent. */
export type WatchFacts = { readonly [Kind in WatchKind]?: FactsByKind[Kind] | undefined };
