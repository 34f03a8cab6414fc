import type { AboundNews } from "#lib/simulator/abound-body.ts";
import type { AssetNews } from "#lib/simulator/asset-body.ts";
import type { SimulatedSource } from "#lib/simulator/plan-run.ts";
import type { Random } from "#lib/simulator/random.ts";
import type { SignedWebhook } from "#lib/simulator/sign-webhook.ts";
import type { MonthItem } from "./month-item.ts";
import type { PastWebhook } from "./past-webhook.ts";

export interface MonthSources {
  asset: SimulatedSource<AssetNews>;
  abound: SimulatedSource<AboundNews>;
}

type Sender = { userAgent: string; remoteAddress: string };

const SENDERS = {
  asset: { userAgent: "python-requests/2.32.3", remoteAddress: "203.0.113.24" },
  abound: { userAgent: "axios/1.7.9", remoteAddress: "198.51.100.7" },
} satisfies Record<MonthItem["provider"], Sender>;

/** The requests that carried the month's webhooks; a repeated one is the same bytes once more. */
export function signMonth(month: readonly MonthItem[], sources: MonthSources, random: Random): PastWebhook[] {
  const requests = month.flatMap((item) => {
    const signed = item.provider === "asset" ? sources.asset.send(item.news) : sources.abound.send(item.news);
    const request = wrap(signed, sources[item.provider].slug, SENDERS[item.provider], item.receivedAt, random);
    const again = item.repeatedAt.map((receivedAt) => ({ ...request, receivedAt, ackMs: ackMs(random) }));
    return [request, ...again];
  });
  return requests.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

function wrap(
  { headers, body }: SignedWebhook,
  slug: string,
  { userAgent, remoteAddress }: Sender,
  receivedAt: Date,
  random: Random,
): PastWebhook {
  const common = { host: "hooks.example.com", "user-agent": userAgent, accept: "*/*" };
  const all = Object.entries({ ...common, ...headers, "content-length": String(body.length) });
  return { slug, headers: all, body, receivedAt, remoteAddress, ackMs: ackMs(random) };
}

/** Mostly a few milliseconds, now and then tens. */
function ackMs(random: Random): number {
  const share = random.fraction();
  return 1.5 + 6 * share + 60 * share ** 12;
}
