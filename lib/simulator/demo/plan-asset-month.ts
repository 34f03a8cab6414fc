import type { AssetNews, TaskType } from "#lib/simulator/asset-body.ts";
import { chooseTasks } from "#lib/simulator/asset-walk.ts";
import type { Random } from "#lib/simulator/random.ts";
import { type Account, type Business, createAccount } from "#lib/simulator/world.ts";
import { after, atHours, between, DAY_MS, daysBetween, HOUR_MS, isWeekend, MINUTE_MS } from "./moments.ts";
import type { MonthSpan } from "./month-item.ts";

/** How a bank connection fares once it is there. */
const CONNECTION_FATES = { healthy: 76, expired_for_good: 8, reconnected: 8, syncing_again: 3, disconnected: 5 };
const ACCOUNT_COUNTS = { "1": 50, "2": 34, "3": 16 };
const DIGEST_WEEKDAYS = [1, 4];

/** Whether the business was there when the integration went live, and whether it was deactivated, for good or not. */
export interface BusinessRole {
  isOld: boolean;
  fate: "in_use" | "deactivated" | "deactivated_and_back";
}

/** A month of one business: its creation, its bank connections with their daily syncs, and the twice-weekly task digest. */
export function planAssetMonth(business: Business, role: BusinessRole, span: MonthSpan, random: Random): AssetNews[] {
  const createdAt = startOf(role, span, random);
  const { id: businessId, externalId } = business;
  const created: AssetNews = { type: "BUSINESS_CREATED", at: createdAt, businessId, externalId };
  business.accounts = Array.from({ length: Number(random.weighted(ACCOUNT_COUNTS)) }, () => createAccount(random));
  const pauses = planPauses(business, role, createdAt, random);
  const connections = business.accounts.flatMap((account) => {
    const from = after(createdAt, random.integer(8, 60 * 40) * MINUTE_MS);
    return planConnection(business, account, { from, to: pauses.inactiveFrom ?? span.endAt }, random);
  });
  return [created, ...connections, ...planTasks(business, createdAt, span, random), ...pauses.news];
}

/** Most businesses were announced when the integration went live, the others as they signed up. */
function startOf({ isOld }: BusinessRole, { startAt, endAt }: MonthSpan, random: Random): Date {
  if (isOld) return between(random, startAt, after(startAt, 30 * HOUR_MS));
  const day = random.pick(daysBetween(after(startAt, 2 * DAY_MS), after(endAt, -DAY_MS)));
  return atHours(random, day, 13, 23);
}

function planPauses(business: Business, { fate }: BusinessRole, createdAt: Date, random: Random) {
  const news: AssetNews[] = [];
  if (fate === "in_use") return { news, inactiveFrom: null };
  const { id: businessId, externalId } = business;
  const inactiveFrom = after(createdAt, random.integer(8, 22) * DAY_MS);
  news.push({ type: "BUSINESS_DEACTIVATED", at: inactiveFrom, businessId, externalId });
  if (fate === "deactivated_and_back") {
    news.push({ type: "BUSINESS_ACTIVATED", at: after(inactiveFrom, 3 * DAY_MS), businessId, externalId });
  }
  return { news, inactiveFrom };
}

type Stretch = { from: Date; to: Date };

function planConnection({ id }: Business, account: Account, stretch: Stretch, random: Random): AssetNews[] {
  const tell = (type: "PLAID_ACCOUNT_CONNECTED" | "PLAID_ACCOUNT_EXPIRED" | "PLAID_ACCOUNT_DISCONNECTED", at: Date) =>
    ({ type, at, businessId: id, accountId: account.id }) satisfies AssetNews;
  const sync = (from: Date, to: Date) => planSyncs(id, account.id, { from, to }, random);
  const turnAt = between(random, after(stretch.from, DAY_MS), stretch.to);
  const backAt = after(turnAt, random.integer(9, 90) * HOUR_MS);
  const start = tell("PLAID_ACCOUNT_CONNECTED", stretch.from);
  const untilTurn = [start, ...sync(stretch.from, turnAt)];
  const fate = random.weighted(CONNECTION_FATES);
  switch (fate) {
    case "healthy":
      return [start, ...sync(stretch.from, stretch.to)];
    case "disconnected":
      account.state = "disconnected";
      return [...untilTurn, tell("PLAID_ACCOUNT_DISCONNECTED", turnAt)];
    case "expired_for_good":
      account.state = "expired";
      return [...untilTurn, tell("PLAID_ACCOUNT_EXPIRED", turnAt)];
    case "reconnected": {
      const back = [tell("PLAID_ACCOUNT_CONNECTED", backAt), ...sync(backAt, stretch.to)];
      return [...untilTurn, tell("PLAID_ACCOUNT_EXPIRED", turnAt), ...back];
    }
    case "syncing_again":
      return [...untilTurn, tell("PLAID_ACCOUNT_EXPIRED", turnAt), ...sync(backAt, stretch.to)];
  }
}

/** Banks post at night; on working days there is more to fetch. */
function planSyncs(businessId: string, accountId: string, { from, to }: Stretch, random: Random): AssetNews[] {
  const times = daysBetween(from, to).flatMap((day) => {
    const isWorking = !isWeekend(day);
    const night = random.chance(isWorking ? 0.95 : 0.6) ? [atHours(random, day, 3, 6.5)] : [];
    const morning = random.chance(isWorking ? 0.7 : 0.25) ? [atHours(random, day, 9, 12)] : [];
    const noon = random.chance(isWorking ? 0.6 : 0.25) ? [atHours(random, day, 13, 17)] : [];
    const evening = random.chance(isWorking ? 0.5 : 0.25) ? [atHours(random, day, 18, 23.5)] : [];
    return [...night, ...morning, ...noon, ...evening];
  });
  return times
    .filter((at) => at.getTime() > from.getTime() && at.getTime() < to.getTime())
    .map((at) => ({ type: "PLAID_TRANSACTIONS_SYNCED", at, businessId, accountId }));
}

/** The digest repeats an unchanged backlog word for word; a finished one is followed by a pause until new work piles up. */
function planTasks(business: Business, createdAt: Date, { endAt }: MonthSpan, random: Random): AssetNews[] {
  const news: AssetNews[] = [];
  let open: TaskType[] | null = null;
  for (const day of daysBetween(after(createdAt, DAY_MS), endAt)) {
    if (!DIGEST_WEEKDAYS.includes(day.getUTCDay())) continue;
    if (open === null && random.chance(0.5)) continue;
    open = open === null || random.chance(0.25) ? chooseTasks(business, random) : open;
    const at = atHours(random, day, 15, 15.4);
    news.push({ type: "TASK_REQUEST", at, businessId: business.id, taskTypes: open });
    if (!random.chance(0.4)) continue;
    const doneAt = after(at, random.integer(40, 60 * 60) * MINUTE_MS);
    news.push({ type: "TASKS_REQUEST_COMPLETED", at: doneAt, businessId: business.id });
    open = null;
  }
  return news;
}
