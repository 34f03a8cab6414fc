import type { KeyObject } from "node:crypto";
import { type SignedWebhook, signAboundWebhook, signAssetWebhook } from "#lib/simulator/sign-webhook.ts";
import { type WireForm, wireJson } from "#lib/simulator/wire-json.ts";
import type { StoryEvent } from "./story-event.ts";

export interface StoryKeys {
  readonly asset: KeyObject;
  readonly abound: string;
}

/** The webhook as its provider sends it; Asset's also in the form that is not the signed text. */
export function signStoryEvent({ provider, key, body }: StoryEvent, keys: StoryKeys, form: WireForm): SignedWebhook {
  if (provider === "abound") return signAboundWebhook(keys.abound, wireJson(body, "compact"));
  return signAssetWebhook(keys.asset, key, wireJson(body, form), wireJson(body, "spaced"));
}
