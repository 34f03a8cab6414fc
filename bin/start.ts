import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureConsoleBuild } from "#lib/platform/console-build.ts";
import { prepareDataDir, readOrCreateSecret } from "#lib/platform/data-dir.ts";
import { startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import type { Env } from "#lib/platform/env.ts";
import { lockExclusively } from "#lib/platform/exclusive-lock.ts";
import { loadEnv, type ServiceEnv } from "#lib/platform/load-env.ts";
import { createLog } from "#lib/platform/log.ts";
import { createShutdown, type Shutdown } from "#lib/platform/shutdown.ts";
import { type Supervisor, supervise } from "#lib/platform/supervisor.ts";
import { whenAnswering } from "#lib/platform/when-answering.ts";
import { announce, plainHttpWarnings } from "./start/announce.ts";
import { bindReceiver } from "./start/bind-receiver.ts";
import { checkPorts } from "./start/check-ports.ts";
import { prepareInstallation } from "./start/prepare-installation.ts";
import { restartOnSignal } from "./start/restart-on-signal.ts";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));
const log = createLog("start");
const say = (line: string) => process.stdout.write(`${line}\n`);

const restarter = restartOnSignal(log);
const shutdown = createShutdown();
try {
  await start(loadEnv(), shutdown);
} catch (error) {
  if (!shutdown.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await shutdown.run(1);
  }
}

async function start(env: Env, { onStop, signal }: Shutdown): Promise<void> {
  const dataDir = await takeDataDir(env);
  refuse(await checkPorts(env));
  const databaseUrl = env.databaseUrl ?? (await startDatabase(dataDir, onStop));
  const secret = env.secret ?? readOrCreateSecret(dataDir);
  // The modules of the product read these, as they do in a process that is started by itself.
  Object.assign(process.env, { DATABASE_URL: databaseUrl, SIGNALBOX_SECRET: secret, SIGNALBOX_DATA_DIR: dataDir });
  const prepare = () => bringUpToDate({ ...env, databaseUrl, secret }, signal);
  const { signIn, warnings } = await prepare();
  const supervisor = await startProcesses(env, onStop, signal);
  restarter.use(async () => {
    await prepare();
    return supervisor.restart();
  });
  announce({ env, dataDir, signIn, warnings: [...plainHttpWarnings(env), ...warnings] });
}

/** The database and the console's build, as this checkout wants them. */
async function bringUpToDate(env: ServiceEnv, signal: AbortSignal) {
  const prepared = await prepareInstallation(env, path.join(CHECKOUT, "prisma/migrations"));
  if (prepared.kind === "refused") throw new Error(prepared.problems.join("\n"));
  const built = await ensureConsoleBuild({ checkout: CHECKOUT, say, signal });
  if (built.kind === "failed") throw new Error(`The console could not be built:\n${built.output}`);
  signal.throwIfAborted();
  return prepared;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

async function takeDataDir(env: Env): Promise<string> {
  const dataDir = prepareDataDir(env.dataDir);
  const lock = await lockExclusively(path.join(dataDir, "running.sock"));
  if (lock.kind === "locked") return dataDir;
  throw new Error(
    `Signalbox already runs on ${dataDir} (process ${lock.pid}): stop that one, or set SIGNALBOX_DATA_DIR, CONSOLE_PORT and RECEIVER_PORT for a second one.`,
  );
}

async function startDatabase(dataDir: string, onStop: Shutdown["onStop"]): Promise<string> {
  const starting = startEmbeddedPostgres({ dataDir, checkout: CHECKOUT, log });
  onStop(() =>
    starting.then(
      (database) => database.stop(),
      () => undefined,
    ),
  );
  const database = await starting;
  for (const notice of database.notices) say(notice);
  return database.url;
}

async function startProcesses(env: Env, onStop: Shutdown["onStop"], signal: AbortSignal): Promise<Supervisor> {
  const socket = await bindReceiver(env);
  const plan = (name: string) => ({
    name,
    file: path.join(CHECKOUT, `bin/${name}.ts`),
    cwd: CHECKOUT,
    env: process.env,
  });
  const plans = [
    { ...plan("receiver"), mayOverlap: true, socket },
    { ...plan("worker"), mayOverlap: true },
    plan("console"),
  ] as const;
  const supervisor = supervise(plans, log);
  onStop(() => supervisor.stop());
  const listens = async (name: string, port: number) => {
    await supervisor.whenReady(name);
    await whenAnswering(`${localUrl(env, port)}/api/health/ready`, signal);
  };
  await Promise.all([
    supervisor.whenReady("worker"),
    listens("receiver", env.receiverPort),
    listens("console", env.consolePort),
  ]);
  return supervisor;
}

/** Where a listener can be asked from this machine, whatever address it is bound to. */
function localUrl(env: Env, port: number): string {
  const host = env.host === "0.0.0.0" ? "127.0.0.1" : env.host === "::" ? "::1" : env.host;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
