import { forgeWebhook } from "#lib/simulator/forge-webhook.ts";
import type { Random } from "#lib/simulator/random.ts";
import { after, HOUR_MS, MINUTE_MS } from "./moments.ts";
import type { MonthSpan } from "./month-item.ts";
import type { PastWebhook } from "./past-webhook.ts";

const SCANNER = { userAgent: "Mozilla/5.0 zgrab/0.x", remoteAddress: "192.0.2.77" };
const TOO_LARGE_BYTES = 300_000;

/** What a door refuses in a month: forgeries in a burst and in between, scanners, a mangling proxy, a giant. */
export function planRejections(genuine: readonly PastWebhook[], { endAt, outage }: MonthSpan, random: Random) {
  const burstAt = after(endAt, -5 * 24 * HOUR_MS - 90 * MINUTE_MS);
  const burst = times(16, (index) => forge(genuine, after(burstAt, index * 41_000), random));
  const recent = times(3, (index) => forge(genuine, after(endAt, -(index + 1) * 47 * MINUTE_MS), random));
  const scanners = times(9, () => scan(random, endAt));
  const broken = times(4, () => mangle(random.pick(genuine), random));
  const giant = { ...random.pick(genuine), body: Buffer.alloc(TOO_LARGE_BYTES, " ") };
  const isOutside = ({ receivedAt }: PastWebhook) => receivedAt < outage.from || receivedAt >= outage.to;
  return [...burst, ...recent, ...scanners, ...broken, giant].filter(isOutside);
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function forge(genuine: readonly PastWebhook[], receivedAt: Date, random: Random): PastWebhook {
  const copied = random.pick(genuine);
  const forged = forgeWebhook({ headers: Object.fromEntries(copied.headers), body: copied.body }, random);
  return { ...copied, ...forged, headers: Object.entries(forged.headers), receivedAt, remoteAddress: "192.0.2.18" };
}

function scan(random: Random, endAt: Date): PastWebhook {
  const slug = random.pick(["test", "stripe", "github", "webhook", "asset-prod"]);
  const body = Buffer.from("{}", "utf8");
  const headers: PastWebhook["headers"] = [
    ["host", "hooks.example.com"],
    ["user-agent", SCANNER.userAgent],
    ["content-type", "application/json"],
  ];
  const receivedAt = after(endAt, -random.fraction() * 28 * 24 * HOUR_MS);
  return { slug, headers, body, receivedAt, remoteAddress: SCANNER.remoteAddress, ackMs: 1 };
}

/** A proxy that cuts bodies short: no longer JSON, and for Abound no longer what was signed. */
function mangle(request: PastWebhook, random: Random): PastWebhook {
  const body = request.body.subarray(0, random.integer(20, Math.max(21, request.body.length - 30)));
  return { ...request, body, receivedAt: after(request.receivedAt, -1_700) };
}
