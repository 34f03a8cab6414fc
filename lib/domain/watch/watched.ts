import { rulesOf, type WatchKind, type WatchSeverity } from "./watch-kind.ts";

/** "undecided" opens nothing and ends nothing. */
export type WatchState = "ok" | "alarming" | "undecided";

/** One thing that is watched, as it is now. None of its texts holds anything out of a payload. */
export interface Watched {
  /** The kind, and of what: at most one alert is open for it. */
  readonly key: string;
  readonly kind: WatchKind;
  /** The name that operators gave it. */
  readonly subject: string;
  readonly severity: WatchSeverity;
  readonly state: WatchState;
  readonly count: number;
  /** When it began, if it is alarming. */
  readonly since: Date;
  /** What is wrong, in a sentence without its end. */
  readonly title: string;
  /** What is good again, in a sentence without its end. */
  readonly recovery: string;
  /** How it is now, for whoever looks. */
  readonly now: string;
  /** A page of the console. */
  readonly url: string;
}

type Judged = Omit<Watched, "key" | "severity">;

export function watched(id: string, judged: Judged): Watched {
  return { ...judged, key: `${judged.kind}:${id}`, severity: rulesOf(judged.kind).severity };
}
