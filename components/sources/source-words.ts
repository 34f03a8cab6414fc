import type { ProviderName } from "#lib/domain/provider-name.ts";
import type { SourceStatus } from "#lib/domain/source-status.ts";

interface Situation {
  provider: ProviderName;
  heldDeliveries: number;
}

/** What a change of status does, in full sentences: to what arrives, to what waits, and at the provider. */
export const STATUS_CONSEQUENCE = {
  enabled: () => "Events are accepted, stored and delivered.",
  paused: ({ heldDeliveries }) =>
    `Events still arrive and state still updates; nothing is sent downstream. ${heldDeliveries.toLocaleString("en-GB")} waiting. Nothing is lost.`,
  disabled: ({ provider }) => DISABLED[provider],
} satisfies Record<SourceStatus, (situation: Situation) => string>;

const DISABLED = {
  asset:
    "We refuse from now on. Asset tries each event four more times, about 150 seconds in all, then drops it. We keep what arrives so that you can accept it later.",
  abound: "No retry is promised; count each as lost at Abound. We keep what arrives so that you can accept it later.",
} satisfies Record<ProviderName, string>;

/** This switch does not reach the provider; here is the step that does. */
export const PROVIDER_STEP = {
  asset: "To stop Asset itself: Asset Dashboard, Developers, Webhooks, Enabled off.",
  abound: "To stop it, contact Abound support.",
} satisfies Record<ProviderName, string>;

export const STATUS_ACTION = {
  enabled: "Enable",
  paused: "Pause",
  disabled: "Disable",
} satisfies Record<SourceStatus, string>;
