import { Ban, CircleAlert, CircleDashed, Hourglass } from "lucide-react";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { shortenId } from "#components/ui/shorten-id.ts";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import type { EventDetail } from "#lib/domain/api/events.ts";
import { EffectChange } from "./effect-change.tsx";

type Effect = EventDetail["effect"];
type StateEffect = NonNullable<Effect["state"]>;

interface Props {
  effect: Effect;
  /** The event's source. */
  source: string;
}

const WITHOUT_STATE = {
  projected: { tone: "quiet", icon: Ban, label: "Changed nothing" },
  none: { tone: "quiet", icon: CircleDashed, label: "Changed nothing" },
  pending: { tone: "quiet", icon: Hourglass, label: "Not part of the state yet" },
  parked: { tone: "bad", icon: CircleAlert, label: "Set aside with an error" },
} satisfies Record<Effect["projection"], StatusLook>;

/** What an event changed in the state, or why it changed nothing, with the way to what it is about. */
export function EventEffect({ effect, source }: Props) {
  const { state } = effect;
  return (
    <div className="flex flex-col gap-1.5 rounded-lg border bg-surface px-4 py-3">
      {state === null ? (
        <Status look={WITHOUT_STATE[effect.projection]} variant="plain" />
      ) : (
        <EffectChange state={state} />
      )}
      <p className="text-pretty break-words text-normal">{effect.says}</p>
      {effect.parkedError === null ? null : (
        <code className="mono break-words rounded-sm bg-sunken px-2 py-1 text-strong">{effect.parkedError}</code>
      )}
      {state === null ? null : <Links state={state} source={source} />}
    </div>
  );
}

function Links({ state, source }: { state: StateEffect; source: string }) {
  const { businessId, userId, arrival, standing } = state;
  const others = [
    { id: arrival.decidedBy, says: "the event that had decided already" },
    { id: standing.by === arrival.decidedBy ? null : standing.by, says: "the event that took its place" },
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-accent *:hover:underline">
      {businessId === null ? null : (
        <li>
          <Link href={href.business(businessId, source)}>Business {shortenId(businessId)}</Link>
        </li>
      )}
      {userId === null ? null : (
        <li>
          <Link href={href.user(userId, source)}>User {shortenId(userId)}</Link>
        </li>
      )}
      {others.map(({ id, says }) =>
        id === null ? null : (
          <li key={says}>
            <Link href={href.event(id)}>See {says}</Link>
          </li>
        ),
      )}
    </ul>
  );
}
