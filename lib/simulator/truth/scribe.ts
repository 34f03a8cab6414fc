import { aboundId, assetRequestId } from "#lib/simulator/provider-ids.ts";
import type { Random } from "#lib/simulator/random.ts";
import type { JsonText } from "#lib/simulator/wire-json.ts";
import { DAY, MILLISECOND, type Moment, SECOND } from "./moment.ts";
import type { Stamp, StoryEvent } from "./story-event.ts";
import type { Time } from "./time.ts";
import { writeTime } from "./write-time.ts";

/** How a story reaches us: everything at once after it happened, or each event moments after it. */
export type Telling = "afterwards" | "as_it_happens";

/** What Abound says of one resource. */
export interface ResourceNews {
  readonly type: string;
  readonly userId: string;
  readonly resourceId: string | null;
  readonly status?: string | undefined;
  readonly message?: string | undefined;
}

/** Writes the webhooks of a story down. */
export interface Scribe {
  readonly telling: Telling;
  readonly events: StoryEvent[];
  /** How many events name this business or user. */
  countOf(id: string): number;
  /** When what was told of the accounts and tasks of this business counts as having happened. */
  activityOf(businessId: string): readonly Time[];
  /** A webhook of Asset with a time in it; returns its key. */
  asset(type: string, content: AssetContent, at: Moment, stamp?: Stamp): string;
  /** A webhook of Asset without one. */
  untimed(type: string, content: AssetContent, at: Moment): string;
  /** A webhook of Abound; `overtakenBy` delays it by that much. */
  abound(news: ResourceNews, at: Moment, overtakenBy?: number): string;
}

export type AssetContent = { readonly business_id: string } & Readonly<Record<string, JsonText>>;

export function createScribe(telling: Telling, random: Random): Scribe {
  const events: StoryEvent[] = [];
  const counts = new Map<string, number>();
  const activity = new Map<string, Time[]>();
  const webhookId = aboundId(random, "webhookId");
  const write = (event: StoryEvent, about: string): string => {
    events.push(event);
    counts.set(about, (counts.get(about) ?? 0) + 1);
    return event.key;
  };
  const note = (about: string, time: Time) => {
    const times = activity.get(about);
    if (times === undefined) activity.set(about, [time]);
    else times.push(time);
  };
  const writeAsset = (type: string, content: AssetContent, at: Moment, time: Moment | null) => {
    const { business_id: about } = content;
    const key = assetRequestId(random);
    if (/^(PLAID|TASK)/.test(type)) note(about, time ?? { receiptOf: key });
    return write({ key, provider: "asset", type, body: { type, content }, receivedAt: arrival(at, random) }, about);
  };
  return {
    telling,
    events,
    countOf: (id) => counts.get(id) ?? 0,
    activityOf: (businessId) => activity.get(businessId) ?? [],
    untimed: (type, content, at) => writeAsset(type, content, at, null),
    asset: (type, content, at, stamp = "true") => {
      const timed = stamp === "missing" ? content : { ...content, timestamp: stampOf(at, stamp, random) };
      return writeAsset(type, timed, at, stamp === "true" ? at : null);
    },
    abound: (news, at, overtakenBy = 0) => {
      const key = aboundId(random, "webhookRequestId");
      const body = { ...aboundMembers(news), webhookId, webhookRequestId: key };
      const event = { key, provider: "abound", type: news.type, body } as const;
      return write({ ...event, receivedAt: arrival(at, random) + overtakenBy }, news.userId);
    },
  };
}

function stampOf(at: Moment, stamp: "true" | "ahead", random: Random): string {
  return writeTime(stamp === "true" ? at : at + random.integer(400, 4000) * DAY, random);
}

/** Seconds later, now and then only at one of the retries. */
function arrival(at: Moment, random: Random): Moment {
  const waited = random.chance(0.03) ? random.pick([10, 30, 70, 150]) * SECOND : 0;
  const whole = Math.ceil(at / MILLISECOND) * MILLISECOND;
  return whole + waited + random.integer(200, 2_600) * MILLISECOND;
}

function aboundMembers({ type, userId, resourceId, status, message }: ResourceNews): { [key: string]: JsonText } {
  const resource = type.slice(0, type.indexOf("."));
  return {
    resource,
    ...(resourceId !== null && { resourceId }),
    ...(status !== undefined && { resourceStatus: status }),
    ...(message !== undefined && { resourceMessage: message }),
    event: type,
    userId,
  };
}
