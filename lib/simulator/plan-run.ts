import { ABOUND_TYPES, type AboundNews, type AboundType } from "./abound-body.ts";
import { ABOUND_WEIGHTS, nextAboundNews } from "./abound-walk.ts";
import { ASSET_TYPES, type AssetNews, type AssetType } from "./asset-body.ts";
import { ASSET_WEIGHTS, nextAssetNews } from "./asset-walk.ts";
import { forgeWebhook } from "./forge-webhook.ts";
import { createRandom, type Random } from "./random.ts";
import type { SignedWebhook } from "./sign-webhook.ts";
import { createWorld, type World } from "./world.ts";

export interface SimulatedSource<News> {
  slug: string;
  send: (news: News) => SignedWebhook;
}

export interface RunOptions {
  seed: string;
  count: number;
  businesses: number;
  users: number;
  /** Requests a second. */
  rate: number;
  /** Shares of the events, 0 to 1: sent twice, sent out of order, followed by a forgery. */
  duplicates: number;
  disorder: number;
  badSignatures: number;
  startAt: Date;
  asset: SimulatedSource<AssetNews> | null;
  abound: SimulatedSource<AboundNews> | null;
}

/** One request to send; forgeries are extra, so `count` genuine ones make as many events. */
export interface Shipment extends SignedWebhook {
  kind: "event" | "duplicate" | "forgery";
  slug: string;
  provider: "asset" | "abound";
  type: string;
}

const ASSET_SHARE = 0.65;
/** How many places an event may come too early. */
const REACH = 8;

/** The requests of a run in the order of sending: every documented type once, then as often as in life. */
export function planRun(options: RunOptions): Shipment[] {
  const random = createRandom(options.seed);
  const world = createWorld(random.fork("world"), options);
  const tell = storyteller(options, world, random.fork("story"));
  const events = Array.from({ length: options.count }, (_, index) =>
    tell(index, new Date(options.startAt.getTime() + (index * 1000) / options.rate)),
  );
  return addChaos(disorder(events, options.disorder, random.fork("disorder")), options, random.fork("chaos"));
}

type Tell = (index: number, at: Date) => Shipment;

function storyteller({ asset, abound }: RunOptions, world: World, random: Random): Tell {
  const first = firstTypes(asset !== null, abound !== null);
  return (index, at) => {
    const type = first[index] ?? chooseType(asset !== null, abound !== null, random);
    if (isAboundType(type)) {
      if (abound === null) throw new Error("no Abound source to send to");
      const news = nextAboundNews(world, type, at, random);
      return { kind: "event", provider: "abound", slug: abound.slug, type: news.type, ...abound.send(news) };
    }
    if (asset === null) throw new Error("no Asset source to send to");
    const news = nextAssetNews(world, type, at, random);
    return { kind: "event", provider: "asset", slug: asset.slug, type: news.type, ...asset.send(news) };
  };
}

function firstTypes(hasAsset: boolean, hasAbound: boolean): (AssetType | AboundType)[] {
  return [...(hasAsset ? ASSET_TYPES : []), ...(hasAbound ? ABOUND_TYPES : [])];
}

function chooseType(hasAsset: boolean, hasAbound: boolean, random: Random): AssetType | AboundType {
  const isAsset = hasAsset && (!hasAbound || random.chance(ASSET_SHARE));
  return isAsset ? random.weighted(ASSET_WEIGHTS) : random.weighted(ABOUND_WEIGHTS);
}

function isAboundType(type: AssetType | AboundType): type is AboundType {
  return type in ABOUND_WEIGHTS;
}

/** Some events overtake up to eight others; what they say, their time included, stays as it was. */
function disorder(events: readonly Shipment[], share: number, random: Random): Shipment[] {
  const places = events.map((event, index) => ({
    event,
    place: random.chance(share) ? index - random.integer(1, REACH) - 0.5 : index,
  }));
  return places.sort((a, b) => a.place - b.place).map(({ event }) => event);
}

function addChaos(events: readonly Shipment[], options: RunOptions, random: Random): Shipment[] {
  return events.flatMap((event) => {
    const again: Shipment[] = random.chance(options.duplicates) ? [{ ...event, kind: "duplicate" }] : [];
    const forged: Shipment[] = random.chance(options.badSignatures)
      ? [{ ...event, ...forgeWebhook(event, random), kind: "forgery" }]
      : [];
    return [event, ...again, ...forged];
  });
}
