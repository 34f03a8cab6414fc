import { spanInWords } from "#lib/domain/span-in-words.ts";
import { rulesOf, type WatchKind, type WatchSeverity } from "./watch-kind.ts";

/** What one line of a message tells of an alert. */
export interface NoticeLine {
  readonly alertId: string;
  readonly key: string;
  readonly kind: WatchKind;
  readonly change: "opened" | "grew" | "recovered";
  readonly severity: WatchSeverity;
  /** A sentence. */
  readonly text: string;
  readonly count: number;
  /** A page of the console, from its root. */
  readonly url: string;
  /** ISO 8601. */
  readonly since: string;
  readonly at: string;
}

/** An alert as it stands after a look. */
export interface AlertNow {
  readonly id: string;
  readonly key: string;
  readonly kind: WatchKind;
  readonly subject: string;
  readonly severity: WatchSeverity;
  readonly title: string;
  readonly count: number;
  /** Null while nobody was told of it. */
  readonly toldCount: number | null;
  readonly url: string;
  readonly since: Date;
  readonly recoveredAt: Date | null;
  readonly recovery: string | null;
}

const TOLD_AGAIN_AT = 10;

/** What is to be told of an alert now; null when everything was told. A count is told again when it is ten times as large. */
export function noticeLine(alert: AlertNow, at: Date): NoticeLine | null {
  const change = changeOf(alert);
  if (change === null) return null;
  const { id: alertId, key, kind, severity, count, url, since } = alert;
  const text = change === "recovered" ? recoveryText(alert) : `${alert.title}.`;
  return { alertId, key, kind, change, severity, text, count, url, since: since.toISOString(), at: at.toISOString() };
}

function changeOf({ kind, count, toldCount, recoveredAt }: AlertNow): NoticeLine["change"] | null {
  if (toldCount === null) return recoveredAt === null ? "opened" : null;
  if (recoveredAt !== null) return "recovered";
  return rulesOf(kind).grows && count >= toldCount * TOLD_AGAIN_AT ? "grew" : null;
}

function recoveryText({ recovery, title, since, recoveredAt }: AlertNow): string {
  const lastedMs = (recoveredAt ?? since).getTime() - since.getTime();
  return `${recovery ?? `Over: ${title}`}. It lasted ${spanInWords(lastedMs)}.`;
}
