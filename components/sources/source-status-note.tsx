import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import { waitingFor } from "./source-words.ts";

type Facts = Pick<
  SourceRow,
  | "status"
  | "statusReason"
  | "statusChangedAt"
  | "statusChangedBy"
  | "heldDeliveries"
  | "unsentDeliveries"
  | "refusedWhileDisabled"
  | "heldUnverified"
>;

/** Who stopped it, when and why, and what has gathered since. Nothing while it simply runs. */
export function SourceStatusNote({ source }: { source: Facts }) {
  const { status, statusReason, statusChangedAt, statusChangedBy, refusedWhileDisabled, heldUnverified } = source;
  const waiting = waitingFor(source);
  const gathered = [
    waiting > 0 ? `${plural(waiting, "delivery waits", "deliveries wait")}.` : "",
    refusedWhileDisabled > 0 ? `${refusedWhileDisabled.toLocaleString("en-GB")} refused while disabled.` : "",
    heldUnverified > 0 ? `${plural(heldUnverified, "request waits", "requests wait")} to be verified.` : "",
  ].filter(Boolean);
  if (status === "enabled" && gathered.length === 0) return null;
  return (
    <p className="break-words">
      {status === "enabled" ? null : (
        <>
          {status === "paused" ? "Paused" : "Disabled"}
          {statusChangedBy ? ` by ${statusChangedBy}` : ""} {statusChangedAt ? <TimeAgo at={statusChangedAt} /> : null}
          {statusReason ? `: “${statusReason.replace(/\.$/, "")}”. ` : ". "}
        </>
      )}
      <span className="font-medium text-strong">{gathered.join(" ")}</span>
    </p>
  );
}
