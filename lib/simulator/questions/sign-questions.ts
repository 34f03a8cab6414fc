import type { PastWebhook } from "#lib/simulator/demo/past-webhook.ts";
import { type SignedWebhook, signAboundWebhook, signAssetWebhook } from "#lib/simulator/sign-webhook.ts";
import type { StoryKeys } from "#lib/simulator/truth/sign-story-event.ts";
import { wireJson } from "#lib/simulator/wire-json.ts";
import { type PastNews, RETRY_MS } from "./past-news.ts";

export const QUESTION_SOURCES = { asset: "questions-asset", abound: "questions-abound" } as const;

const SENDERS = {
  asset: { "user-agent": "python-requests/2.32.3", address: "203.0.113.24" },
  abound: { "user-agent": "axios/1.7.9", address: "198.51.100.7" },
} as const;

/** The requests that carried the cast's history, in the order of arrival. */
export function signQuestions(news: readonly PastNews[], keys: StoryKeys): PastWebhook[] {
  const requests = news.flatMap((each) => {
    const request = wrap(each, sign(each, keys));
    return each.repeatedAt === undefined ? [request] : [request, { ...request, receivedAt: each.repeatedAt }];
  });
  return requests.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

/** The exact bytes of a webhook of the cast. */
export function questionBody({ provider, body }: PastNews): string {
  return wireJson(body, provider === "asset" ? "spaced" : "compact");
}

function sign(news: PastNews, keys: StoryKeys): SignedWebhook {
  const text = questionBody(news);
  // A forger signs something else.
  const signed = news.flaw === "bad_signature" ? `${text} ` : text;
  const { headers } =
    news.provider === "asset"
      ? signAssetWebhook(keys.asset, news.key, signed, signed)
      : signAboundWebhook(keys.abound, signed);
  return { headers, body: Buffer.from(text, "utf8") };
}

function wrap({ provider, receivedAt, flaw }: PastNews, { headers, body }: SignedWebhook): PastWebhook {
  const { address, ...sender } = SENDERS[provider];
  const all = {
    host: "hooks.example.com",
    ...sender,
    accept: "*/*",
    ...headers,
    "content-length": String(body.length),
  };
  const sent = Object.entries(all).filter(([name]) => flaw !== "missing_signature" || !name.endsWith("-signature"));
  return {
    slug: QUESTION_SOURCES[provider],
    headers: sent,
    body,
    receivedAt,
    remoteAddress: flaw === undefined ? address : "192.0.2.18",
    ackMs: RETRY_MS / 2_000,
  };
}
