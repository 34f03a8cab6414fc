import type { KeyObject } from "node:crypto";
import { type AboundNews, type AboundSubscription, aboundBody } from "./abound-body.ts";
import { type AssetNews, assetBody } from "./asset-body.ts";
import { aboundId, assetRequestId } from "./provider-ids.ts";
import type { Random } from "./random.ts";
import { type SignedWebhook, signAboundWebhook, signAssetWebhook } from "./sign-webhook.ts";
import { type WireForm, wireJson } from "./wire-json.ts";

export type WireChoice = WireForm | "mixed";

/** Turns news into webhooks the way Asset's servers do, a new `asset-id` for each. */
export function createAssetSender(privateKey: KeyObject, wire: WireChoice, random: Random) {
  return (news: AssetNews): SignedWebhook => {
    const form = wire === "mixed" ? random.pick(["spaced", "compact"] as const) : wire;
    const body = assetBody(news, form);
    return signAssetWebhook(privateKey, assetRequestId(random), wireJson(body, form), wireJson(body, "spaced"));
  };
}

/** Turns news into webhooks the way Abound's servers do, a new `webhookRequestId` for each. */
export function createAboundSender(secret: string, webhookUrl: string, random: Random) {
  const subscription: AboundSubscription = { webhookId: aboundId(random, "webhookId"), webhookUrl };
  return (news: AboundNews): SignedWebhook =>
    signAboundWebhook(secret, aboundBody(news, aboundId(random, "webhookRequestId"), subscription));
}
