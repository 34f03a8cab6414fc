import { plural } from "#components/ui/plural.ts";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import type { SourceStatus } from "#lib/domain/source-status.ts";

type Situation = Pick<
  SourceRow,
  "provider" | "status" | "heldDeliveries" | "unsentDeliveries" | "refusedWhileDisabled"
>;

/** What a change of status does, in full sentences: to what arrives, to what waits, and at the provider. */
export const STATUS_CONSEQUENCE = {
  enabled: ({ status, refusedWhileDisabled: refused }) =>
    status === "disabled" && refused > 0
      ? `Events are accepted, stored and delivered. What was refused meanwhile (${refused.toLocaleString("en-GB")}) can be accepted afterwards.`
      : "Events are accepted, stored and delivered.",
  paused: (situation) =>
    `Events still arrive and state still updates; nothing is sent downstream. ${whatAPauseHolds(situation)}Nothing is lost.`,
  disabled: (situation) => `${DISABLED[situation.provider]} ${whatGoesOn(situation)}`,
} satisfies Record<SourceStatus, (situation: Situation) => string>;

const DISABLED = {
  asset:
    "We refuse from now on. Asset tries each event four more times, about 150 seconds in all, then drops it. We keep what arrives so that you can accept it later.",
  abound:
    "We refuse from now on. No retry is promised; count each as lost at Abound. We keep what arrives so that you can accept it later.",
} satisfies Record<ProviderName, string>;

/** Deliveries that the end of a pause sends or discards: also those that nobody has marked as held yet. */
export function waitingFor({
  status,
  heldDeliveries,
  unsentDeliveries,
}: Pick<Situation, "status" | "heldDeliveries" | "unsentDeliveries">): number {
  return status === "paused" ? heldDeliveries + unsentDeliveries : heldDeliveries;
}

/** Sentences with a space behind each; none when nothing waits. */
function whatAPauseHolds(situation: Situation): string {
  const waiting = waitingFor(situation);
  const unsent = situation.status === "paused" ? 0 : situation.unsentDeliveries;
  const held = waiting === 0 ? "" : `${waiting.toLocaleString("en-GB")} waiting. `;
  if (unsent === 0) return held;
  return `${held}${plural(unsent, "delivery", "deliveries")} not sent yet will wait${waiting === 0 ? "" : ", too"}. `;
}

function whatGoesOn(situation: Situation): string {
  const waiting = waitingFor(situation);
  if (waiting === 0) return "What was accepted before is still delivered.";
  return `${plural(waiting, "delivery that waits goes", "deliveries that wait go")} on waiting.`;
}

/** This switch does not reach the provider; here is the step that does. */
export const PROVIDER_STEP = {
  asset: "To stop Asset itself: Asset Dashboard, Developers, Webhooks, Enabled off.",
  abound: "To stop it, contact Abound support.",
} satisfies Record<ProviderName, string>;

const STATUS_ACTION = {
  enabled: "Enable",
  paused: "Pause",
  disabled: "Disable",
} satisfies Record<SourceStatus, string>;

/** What the change is called: the end of a pause is a resumption. */
export function statusAction(from: SourceStatus, to: SourceStatus): string {
  return from === "paused" && to === "enabled" ? "Resume" : STATUS_ACTION[to];
}
