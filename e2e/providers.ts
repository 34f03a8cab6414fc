import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import type { ApiClient } from "#lib/client/api-client.ts";
import { type AssetNews, assetBody } from "#lib/simulator/asset-body.ts";
import { type SignedWebhook, signAboundWebhook, signAssetWebhook } from "#lib/simulator/sign-webhook.ts";
import { wireJson } from "#lib/simulator/wire-json.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";

/** A provider with a source of its own at this installation. */
export interface Provider {
  slug: string;
  /** The source's name in the console. */
  name: string;
  /** Signs the text and posts it once; answers the status. */
  post(text: string): Promise<number>;
  /** Posts it with a signature that does not fit. */
  forge(text: string): Promise<number>;
}

export interface AssetProvider extends Provider {
  /** Documented news in the spaced form. */
  write(news?: Partial<AssetNews>): string;
  /** Writes and posts it; fails unless it is accepted. Answers the body as sent. */
  send(news?: Partial<AssetNews>): Promise<string>;
}

export interface Providers {
  asset(): Promise<AssetProvider>;
  abound(): Promise<Provider>;
}

/** A change of a source takes effect at every door within this time. */
export const DOORS_LEARN_MS = 2000;

/** Sources are made ahead of the stories that take them, as the doors may need two seconds to hear of a new one. */
export function createProviders(receiverUrl: string, api: ApiClient, spares = 2): Providers {
  const asset = stockOf(spares, (number) => createAsset(receiverUrl, api, `Asset ${number}`));
  const abound = stockOf(spares, (number) => createAbound(receiverUrl, api, `Abound ${number}`));
  return { asset, abound };
}

function stockOf<Item>(spares: number, make: (number: number) => Promise<Item>): () => Promise<Item> {
  const stock: Promise<Item>[] = [];
  let made = 100;
  const add = () => {
    made += 1;
    const known = make(made).then(async (item) => {
      await sleep(DOORS_LEARN_MS);
      return item;
    });
    // Whoever takes it gets the failure; until then it must not end the run.
    known.catch(() => undefined);
    stock.push(known);
    return known;
  };
  for (let ahead = 0; ahead < spares; ahead += 1) void add();
  return () => {
    const next = add();
    return stock.shift() ?? next;
  };
}

async function createAsset(receiverUrl: string, api: ApiClient, name: string): Promise<AssetProvider> {
  const { jwk, privateKey } = createRsaSigner();
  const slug = slugOf(name);
  await api.post("/sources", { provider: "asset", slug, name, environment: "production", jwks: { keys: [jwk] } });
  const doors = doorsOf(receiverUrl, slug, (text) => signAssetWebhook(privateKey, randomUUID(), text, text));
  const write: AssetProvider["write"] = (news = {}) => wireJson(assetBody(completeNews(news), "spaced"), "spaced");
  const send: AssetProvider["send"] = async (news) => {
    const text = write(news);
    expect(await doors.post(text)).toBe(200);
    return text;
  };
  return { slug, name, write, send, ...doors };
}

async function createAbound(receiverUrl: string, api: ApiClient, name: string): Promise<Provider> {
  const secret = `appSecret_${randomUUID()}`;
  const slug = slugOf(name);
  const secrets = [{ label: "current", value: secret }];
  await api.post("/sources", { provider: "abound", slug, name, environment: "sandbox", secrets });
  return { slug, name, ...doorsOf(receiverUrl, slug, (text) => signAboundWebhook(secret, text)) };
}

function doorsOf(receiverUrl: string, slug: string, sign: (text: string) => SignedWebhook) {
  const url = `${receiverUrl}/api/webhooks/${slug}`;
  const deliver = async ({ headers, body }: SignedWebhook) =>
    (await fetch(url, { method: "POST", headers, body: new Uint8Array(body) })).status;
  return {
    post: (text: string) => deliver(sign(text)),
    forge: (text: string) => deliver({ ...sign(`${text} `), body: Buffer.from(text, "utf8") }),
  };
}

/** A new business each time, unless the story says which. */
function completeNews(news: Partial<AssetNews>): AssetNews {
  const about = { at: new Date(), businessId: `biz_${randomUUID().slice(0, 13)}` };
  // The parts that a type needs and a story left out are filled in, so that the whole is one of the documented kinds.
  return {
    type: "PLAID_ACCOUNT_CONNECTED",
    accountId: randomUUID(),
    externalId: "ext-1",
    ...about,
    ...news,
  } as AssetNews;
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
