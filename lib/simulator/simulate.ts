import type { KeyObject } from "node:crypto";
import { planRun, type Shipment } from "./plan-run.ts";
import { createRandom, type Random } from "./random.ts";
import { type RunSummary, type SendOptions, sendRun } from "./send-run.ts";
import { createAboundSender, createAssetSender, type WireChoice } from "./sender.ts";

export interface SimulateOptions extends SendOptions {
  seed: string;
  count: number;
  businesses: number;
  users: number;
  duplicates: number;
  disorder: number;
  badSignatures: number;
  wire: WireChoice;
  startAt: Date;
  /** The sources to post to, with what their provider signs with; headers are sent along with every request. */
  asset: { slug: string; privateKey: KeyObject; headers: Readonly<Record<string, string>> } | null;
  abound: { slug: string; secret: string } | null;
}

/** Acts as both providers for one run: plans it from the seed, sends it, and says what came of it. */
export async function simulate(options: SimulateOptions): Promise<RunSummary> {
  return sendRun(planShipments(options), options);
}

export function planShipments(options: SimulateOptions): Shipment[] {
  const { asset, abound, startAt, seed } = options;
  // The same seed tells the same story of the same businesses; the ids of the requests are new in each run.
  const requestIds = createRandom(`${seed}/${startAt.toISOString()}`);
  return planRun({
    ...options,
    asset: asset && { slug: asset.slug, send: assetSender(asset, options.wire, requestIds.fork("asset")) },
    abound: abound && { slug: abound.slug, send: aboundSender(abound, options.receiverUrl, requestIds.fork("abound")) },
  });
}

function assetSender(asset: NonNullable<SimulateOptions["asset"]>, wire: WireChoice, random: Random) {
  const send = createAssetSender(asset.privateKey, wire, random);
  return (news: Parameters<typeof send>[0]) => {
    const { headers, body } = send(news);
    return { body, headers: { ...headers, ...asset.headers } };
  };
}

function aboundSender({ slug, secret }: { slug: string; secret: string }, receiverUrl: string, random: Random) {
  return createAboundSender(secret, `${receiverUrl}/api/webhooks/${slug}`, random);
}
