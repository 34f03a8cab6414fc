import type { Random } from "#lib/simulator/random.ts";
import { createWorld } from "#lib/simulator/world.ts";
import { after, HOUR_MS } from "./moments.ts";
import type { MonthItem, MonthSpan } from "./month-item.ts";
import { planAboundMonth } from "./plan-abound-month.ts";
import { type BusinessRole, planAssetMonth } from "./plan-asset-month.ts";

const OLD_SHARE = 0.7;
const REPEATED_SHARE = 0.02;
const LATE_SHARE = 0.001;

/** A month of both providers in the order of arrival: about 60 businesses, 40 users and some thousand webhooks. */
export function planMonth(size: { businesses: number; users: number }, span: MonthSpan, random: Random): MonthItem[] {
  const world = createWorld(random.fork("world"), size);
  const story = random.fork("story");
  const asset = world.businesses.flatMap((business, index) =>
    planAssetMonth(business, roleOf(index, size.businesses), span, story).map(
      (news): MonthItem => ({ provider: "asset", news, ...arrival(news.at, story) }),
    ),
  );
  const abound = world.users.flatMap((user) =>
    planAboundMonth(user, span, story).map(
      (news): MonthItem => ({ provider: "abound", news, ...arrival(news.at, story) }),
    ),
  );
  return [...asset, ...abound]
    .filter(({ receivedAt }) => isHeard(receivedAt, span))
    .map((item) => ({ ...item, repeatedAt: item.repeatedAt.filter((at) => isHeard(at, span)) }))
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

/** One business in twenty is deactivated, and another one comes back. */
function roleOf(index: number, businesses: number): BusinessRole {
  const place = index % 20;
  const fate = place === 3 ? "deactivated_and_back" : place === 11 ? "deactivated" : "in_use";
  return { isOld: index < businesses * OLD_SHARE, fate };
}

/** Most arrive within seconds, a few a day late; some come again after the provider's first retry delay. */
function arrival(at: Date, random: Random): { receivedAt: Date; repeatedAt: Date[] } {
  const isLate = random.chance(LATE_SHARE);
  const receivedAt = after(at, isLate ? random.integer(25, 40) * HOUR_MS : random.integer(180, 2_600));
  return { receivedAt, repeatedAt: random.chance(REPEATED_SHARE) ? [after(receivedAt, 10_240)] : [] };
}

function isHeard(at: Date, { startAt, endAt, outage }: MonthSpan): boolean {
  const time = at.getTime();
  const isInside = time >= startAt.getTime() && time < endAt.getTime();
  return isInside && (time < outage.from.getTime() || time >= outage.to.getTime());
}
