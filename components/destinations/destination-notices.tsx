import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";
import { BreakerPanel } from "./breaker-panel.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import type { DestinationRights } from "./destination-actions.tsx";

interface Props {
  destination: DestinationDetail;
  rights: DestinationRights;
}

/** What stands between this destination and its deliveries: a pause, its failures, what was given up. */
export function DestinationNotices({ destination, rights }: Props) {
  const isSpared = destination.breaker.state !== "closed" && !destination.paused;
  return (
    <>
      {destination.paused ? <PausedNotice destination={destination} /> : null}
      {isSpared ? <BreakerPanel destination={destination} canTry={rights.canPause} /> : null}
      {destination.deadLettered > 0 ? <DeadLetters destination={destination} /> : null}
    </>
  );
}

function PausedNotice({ destination }: { destination: DestinationDetail }) {
  const { pausedAt, pausedBy, pausedReason, heldByPause } = destination;
  return (
    <Notice tone="held" title="Nothing is sent to this destination">
      Paused{pausedBy ? ` by ${pausedBy}` : ""} {pausedAt ? <TimeAgo at={pausedAt} /> : null}
      {pausedReason ? `: “${pausedReason.replace(/\.$/, "")}”` : ""}. Events still arrive;{" "}
      {heldByPause === 0
        ? "no delivery waits yet."
        : `${plural(heldByPause, "delivery waits", "deliveries wait")} and nothing is lost.`}
    </Notice>
  );
}
