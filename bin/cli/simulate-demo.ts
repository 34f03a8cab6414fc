import type pg from "pg";
import { Actor } from "#lib/auth/actor.ts";
import { ensureSimulatedSource } from "#lib/commands/ensure-simulated-source.ts";
import { backdateConfiguration } from "#lib/db/demo/backdate-configuration.ts";
import { type DemoObstacle, findDemoObstacle } from "#lib/db/demo/find-demo-obstacle.ts";
import { type BeatingSpan, writePastHeartbeats } from "#lib/db/demo/write-past-heartbeats.ts";
import { keepPartitionsAhead } from "#lib/db/keep-partitions-ahead.ts";
import { createPool } from "#lib/db/pool.ts";
import { receiveHistory } from "#lib/pipeline/receive/receive-history.ts";
import type { Installation } from "#lib/platform/find-installation.ts";
import { createLog } from "#lib/platform/log.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { after, DAY_MS } from "#lib/simulator/demo/moments.ts";
import { type MonthSpan, monthBefore } from "#lib/simulator/demo/month-item.ts";
import { planMonth } from "#lib/simulator/demo/plan-month.ts";
import { planRejections } from "#lib/simulator/demo/plan-rejections.ts";
import { type MonthSources, signMonth } from "#lib/simulator/demo/sign-month.ts";
import { createRandom, type Random } from "#lib/simulator/random.ts";
import { createAboundSender, createAssetSender } from "#lib/simulator/sender.ts";
import { loadAboundSecret, loadAssetSigner } from "#lib/simulator/sender-keys.ts";
import { CommandFailure } from "./command.ts";
import { createDemoDestinations, tellDeliveries } from "./demo-destinations.ts";
import { withInstallation } from "./open-installation.ts";
import { note, print, printJson } from "./print.ts";
import type { SimulateArguments } from "./simulate-options.ts";

const ASSET = "demo-asset";
const ABOUND = "demo-abound";

/** Fills a console with a month of history, through the same stages that live webhooks pass. */
export function runDemo(given: SimulateArguments): Promise<void> {
  return withInstallation(async (installation) => {
    const pool = createPool({ url: installation.databaseUrl, name: "demo", max: 4 });
    try {
      const obstacle = await findDemoObstacle(pool, [ASSET, ABOUND]);
      if (obstacle !== null && !(given.isForced && obstacle.kind === "has_events")) throw refuse(obstacle);
      const written = await write(pool, installation, given);
      if (given.isJson) printJson({ seed: given.seed, ...written });
      else print(summaryLine(written));
    } finally {
      await pool.end();
    }
  });
}

function refuse(obstacle: DemoObstacle): CommandFailure {
  switch (obstacle.kind) {
    case "demo_exists":
      return new CommandFailure("The demo was written here before; it is written once.");
    case "has_events":
      return new CommandFailure(
        "There are events here already: use a fresh data dir, or --force to add the demo to them.",
      );
    case "open_destination":
      return new CommandFailure(
        `The destination "${obstacle.name}" takes events of every source and would be sent the demo: restrict it to its sources first.`,
      );
  }
}

async function write(pool: pg.Pool, installation: Installation, given: SimulateArguments) {
  const actor = Actor.system("cli simulate --demo");
  const random = createRandom(given.seed);
  // Up to the last minute, so that what runs now and what is written do not mix.
  const span = monthBefore(after(new Date(), -60_000));
  await keepPartitionsAhead(pool, span.startAt);
  const sources = await prepareSources(actor, installation.dataDir, given, random.fork("ids"));
  const destinations = await createDemoDestinations(actor, [ASSET, ABOUND], span.endAt);
  if (!given.isJson) note(`Writing a month of history (seed ${given.seed}) …`);
  const genuine = signMonth(planMonth(given, span, random.fork("month")), sources, random.fork("arrival"));
  const rejections = planRejections(genuine, span, random.fork("rejections"));
  const requests = [...genuine, ...rejections].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const secretBox = createSecretBox(installation.secret);
  const statuses = await receiveHistory({ pool, secretBox, log: createLog("cli") }, requests);
  const context = { pool, actor, endAt: span.endAt, random: random.fork("deliveries") };
  const deliveries = await tellDeliveries(context, destinations);
  await writePastHeartbeats(pool, heartbeats(span));
  await backdateConfiguration(pool, {
    sourceSlugs: [ASSET, ABOUND],
    destinationIds: [destinations.ledgerId, destinations.crmId],
    createdAt: span.startAt,
    pausedAt: destinations.crmPausedAt,
  });
  return { requests: requests.length, statuses: Object.fromEntries(statuses), deliveries: deliveries.length };
}

async function prepareSources(
  actor: Actor,
  dataDir: string,
  { wire }: SimulateArguments,
  ids: Random,
): Promise<MonthSources> {
  const { privateKey, keySet } = loadAssetSigner(dataDir);
  const [key] = keySet.keys;
  const secret = loadAboundSecret(dataDir);
  await ensureSimulatedSource(actor, { slug: ASSET, name: "Asset (demo)", provider: "asset", key });
  await ensureSimulatedSource(actor, { slug: ABOUND, name: "Abound (demo)", provider: "abound", secret });
  const url = `https://hooks.example.com/api/webhooks/${ABOUND}`;
  return {
    asset: { slug: ASSET, send: createAssetSender(privateKey, wire, ids.fork("asset")) },
    abound: { slug: ABOUND, send: createAboundSender(secret, url, ids.fork("abound")) },
  };
}

const HEARTBEAT_DAYS = 3;

/** Of the last days only: a month of them would be three quarters of a million rows. */
function heartbeats({ endAt, outage }: MonthSpan): BeatingSpan[] {
  const from = after(endAt, -HEARTBEAT_DAYS * DAY_MS);
  return [
    { process: "receiver", from, to: outage.from },
    { process: "receiver", from: outage.to, to: endAt },
    { process: "worker", from, to: endAt },
    { process: "console", from, to: endAt },
  ];
}

function summaryLine({ requests, statuses, deliveries }: Awaited<ReturnType<typeof write>>): string {
  const answers = Object.entries(statuses).map(([status, count]) => `${status} × ${count}`);
  return `Wrote ${requests} requests (${answers.join(", ")}) and ${deliveries} deliveries of the last 30 days.`;
}
