import type pg from "pg";
import type { Actor } from "#lib/auth/actor.ts";
import { createDestination } from "#lib/commands/create-destination.ts";
import { updateDestination } from "#lib/commands/update-destination.ts";
import { listHeldDeliveries } from "#lib/db/demo/list-held-deliveries.ts";
import { writePastDeliveries } from "#lib/db/demo/write-past-deliveries.ts";
import { writePastReplay } from "#lib/db/demo/write-past-replay.ts";
import { newIdAt } from "#lib/platform/ids.ts";
import { after, HOUR_MS } from "#lib/simulator/demo/moments.ts";
import type { HeldDelivery, PastDelivery } from "#lib/simulator/demo/past-delivery.ts";
import { type DestinationStory, incidentBefore, planDelivery } from "#lib/simulator/demo/plan-deliveries.ts";
import { tellAttempts } from "#lib/simulator/demo/tell-attempts.ts";
import type { Random } from "#lib/simulator/random.ts";
import { CommandFailure } from "./command.ts";

const LEDGER = { name: "Ledger service", url: "https://ledger.example.com/webhooks/signalbox" };
const CRM = { name: "CRM sync", url: "https://crm.example.com/hooks/finance" };
const CRM_TYPES = ["BUSINESS_*", "TASK_REQUEST", "TASKS_REQUEST_COMPLETED", "PLAID_ACCOUNT_EXPIRED"];
const LEDGER_SCHEDULE = { text: "30s,2m,10m,1h,4h", seconds: [30, 120, 600, 3600, 14_400] };
const CRM_SCHEDULE = { text: "5s,30s,5m,30m,2h", seconds: [5, 30, 300, 1800, 7200] };
/** Long enough to hold something also when the demo is written at the end of a quiet weekend. */
const CRM_PAUSED_HOURS = 69;
/** So many of the latest are still being retried. */
const STILL_FAILING = 4;

export interface DemoDestinations {
  ledgerId: string;
  crmId: string;
  crmPausedAt: Date;
}

/** Both paused, so that nothing of the history is sent for real. */
export async function createDemoDestinations(actor: Actor, sources: string[], endAt: Date): Promise<DemoDestinations> {
  const create = async (input: Parameters<typeof createDestination>[1]) => {
    const outcome = await createDestination(actor, input);
    if (outcome.kind !== "created") throw new CommandFailure(outcome.message);
    return outcome.destination.id;
  };
  const writing = { paused: true, reason: "The demo's history is being written.", sources };
  return {
    ledgerId: await create({ ...LEDGER, ...writing, retrySchedule: LEDGER_SCHEDULE.text }),
    crmId: await create({
      ...CRM,
      ...writing,
      reason: "CRM moves to another region; resume after the switch.",
      eventTypes: CRM_TYPES,
      retrySchedule: CRM_SCHEDULE.text,
    }),
    crmPausedAt: after(endAt, -CRM_PAUSED_HOURS * HOUR_MS),
  };
}

type Context = { pool: pg.Pool; actor: Actor; endAt: Date; random: Random };

/** Gives every delivery of the history its attempts; what arrived since the pause stays held. */
export async function tellDeliveries(context: Context, { ledgerId, crmId, crmPausedAt }: DemoDestinations) {
  const { pool, actor, endAt, random } = context;
  const incident = incidentBefore(endAt);
  const ledger = await listHeldDeliveries(pool, ledgerId);
  const crm = (await listHeldDeliveries(pool, crmId)).filter(({ receivedAt }) => receivedAt < crmPausedAt);
  const failingSince = ledger.at(-STILL_FAILING)?.receivedAt ?? null;
  const toLedger = tell(ledger, { retrySchedule: LEDGER_SCHEDULE.seconds, incident, failingSince, endAt }, random);
  const quiet = { incident: null, failingSince: null, endAt };
  const toCrm = tell(crm, { retrySchedule: CRM_SCHEDULE.seconds, ...quiet }, random);
  await writePastDeliveries(
    pool,
    toLedger.map((delivery) => tellAttempts(delivery, LEDGER.url)),
  );
  await writePastDeliveries(
    pool,
    toCrm.map((delivery) => tellAttempts(delivery, CRM.url)),
  );
  const dead = toLedger.filter(({ status, receivedAt }) => status === "dead_lettered" && receivedAt >= incident.from);
  await replayAfterIncident(
    context,
    ledgerId,
    dead.slice(0, Math.ceil(dead.length * 0.8)),
    after(incident.to, 3 * HOUR_MS),
  );
  await updateDestination(actor, ledgerId, { paused: false, reason: "The demo's history is written." });
  return [...toLedger, ...toCrm];
}

function tell(held: readonly HeldDelivery[], story: DestinationStory, random: Random): PastDelivery[] {
  return held.map((delivery) => planDelivery(delivery, story, random));
}

/** Somebody replayed most of what the incident had turned into dead letters; all of it arrived. */
async function replayAfterIncident({ pool, endAt, random }: Context, ledgerId: string, dead: PastDelivery[], at: Date) {
  if (dead.length === 0) return;
  const deliveries = dead.map((delivery) => ({ ...delivery, id: newIdAt(at) }));
  await writePastReplay(pool, {
    id: newIdAt(at),
    name: "After the ledger maintenance",
    reason: "The ledger answered 503 for eight hours; these ran out of retries.",
    createdBy: "demo",
    createdAt: at,
    destinationId: ledgerId,
    deliveries,
  });
  const story = { retrySchedule: LEDGER_SCHEDULE.seconds, incident: null, failingSince: null, endAt };
  const told = deliveries.map((delivery, index) => replayed(delivery, after(at, index * 250), story, random));
  await writePastDeliveries(
    pool,
    told.map((delivery) => tellAttempts(delivery, LEDGER.url)),
  );
}

function replayed(delivery: HeldDelivery, at: Date, story: DestinationStory, random: Random): PastDelivery {
  const planned = planDelivery({ ...delivery, receivedAt: at }, story, random);
  const attempts = planned.attempts.map((attempt) => ({
    ...attempt,
    trigger: attempt.number === 1 ? ("replay" as const) : attempt.trigger,
  }));
  return { ...planned, receivedAt: delivery.receivedAt, attempts };
}
