import { aboundId, assetId } from "#lib/simulator/provider-ids.ts";
import { createRandom, type Random } from "#lib/simulator/random.ts";
import { partOf, type Span } from "./calendar.ts";
import { type AccountLife, liveAccount } from "./live-account.ts";
import { liveBusiness } from "./live-business.ts";
import { liveTasks } from "./live-tasks.ts";
import { liveUser, type UserLife } from "./live-user.ts";
import { DAY, type Moment } from "./moment.ts";
import { createScribe, type Scribe, type Telling } from "./scribe.ts";
import type { StoryEvent } from "./story-event.ts";
import type { Subject } from "./truth.ts";

export interface StoryOptions {
  readonly seed: string;
  readonly telling: Telling;
  /** How many different webhooks; somewhat more when the lives need more. */
  readonly events: number;
  readonly businesses: number;
  readonly users: number;
  readonly endAt: Moment;
}

export interface Story {
  /** In no particular order. */
  readonly events: readonly StoryEvent[];
  readonly subjects: readonly Subject[];
}

const LIFE_DAYS = 150;
const ASSET_SHARE = 0.65;
const UNKNOWN_SHARE = 0.005;
const SHARED_ACCOUNT_SHARE = 0.02;

/** Months in the lives of businesses and users: every webhook that they cause, and what really is the case at the end. */
export function planStory(options: StoryOptions): Story {
  const random = createRandom(options.seed);
  const scribe = createScribe(options.telling, random.fork("wire"));
  const span = { from: options.endAt - LIFE_DAYS * DAY, to: options.endAt };
  const asset = liveBusinesses(scribe, options, span, random.fork("businesses"));
  const assetEvents = Math.round(options.events * ASSET_SHARE);
  fill(() => random.pick(asset.accounts).syncOnceMore(), assetEvents - scribe.events.length);
  const users = liveUsers(scribe, options, span, random.fork("users"));
  fill(() => {
    random.pick(users).updateOnceMore();
    return true;
  }, options.events - scribe.events.length);
  return { events: scribe.events, subjects: [...asset.subjects, ...users.flatMap(({ subjects }) => subjects)] };
}

function liveBusinesses(scribe: Scribe, { businesses }: StoryOptions, span: Span, random: Random) {
  const subjects: Subject[] = [];
  const accounts: AccountLife[] = [];
  let lastAccountId: string | null = null;
  const open = (businessId: string, accountId: string, life: Span) => {
    const account = liveAccount(scribe, { businessId, accountId }, life, random);
    accounts.push(account);
    subjects.push(account.subject);
    lastAccountId = accountId;
  };
  for (let index = 0; index < businesses; index += 1) {
    const businessId = assetId(random, "biz");
    const life = partOf(span, random);
    if (lastAccountId !== null && random.chance(SHARED_ACCOUNT_SHARE)) open(businessId, lastAccountId, life);
    const count = random.integer(1, 3);
    for (let made = 0; made < count; made += 1) open(businessId, assetId(random, made === 0 ? "lni" : "eac"), life);
    const tasks = liveTasks(scribe, businessId, life, random);
    if (tasks !== null) subjects.push(tasks);
    subjects.push(liveBusiness(scribe, businessId, `ext-${1001 + index}`, life, random));
    if (random.chance(UNKNOWN_SHARE * 10)) scribe.asset("LEDGER_CLOSED", { business_id: businessId }, life.to - DAY);
  }
  return { subjects, accounts };
}

function liveUsers(scribe: Scribe, { users }: StoryOptions, span: Span, random: Random): UserLife[] {
  return Array.from({ length: users }, () =>
    liveUser(scribe, aboundId(random, "userId"), partOf(span, random), random),
  );
}

function fill(addOne: () => boolean, missing: number): void {
  for (let added = 0; added < missing; ) if (addOne()) added += 1;
}
