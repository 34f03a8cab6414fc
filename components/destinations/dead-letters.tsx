import { href } from "#components/layout/href.ts";
import { ReplayButton } from "#components/replays/replay-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { plural } from "#components/ui/plural.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";

/** What was given up, and how to send it after all. */
export function DeadLetters({ destination }: { destination: DestinationRow }) {
  const { id, name, deadLettered } = destination;
  const scope = {
    events: { kind: "filter" as const, filter: { delivery: "dead_lettered", destinationId: id } },
    destinationIds: [id],
    names: { [id]: name },
  };
  return (
    <Notice
      tone="bad"
      title={`${plural(deadLettered, "delivery was", "deliveries were")} given up after every attempt failed`}
      action={
        <span className="flex flex-wrap gap-2">
          <LinkButton size="sm" href={href.deliveries({ status: "dead_lettered", destinationId: id })}>
            Review
          </LinkButton>
          <ReplayButton size="sm" scope={scope}>
            Replay these…
          </ReplayButton>
        </span>
      }
    >
      Nothing more is sent of them by itself. Once {name} works again, replay their events.
    </Notice>
  );
}
