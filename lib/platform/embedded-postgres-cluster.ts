import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PostgresBinaries } from "./embedded-postgres-binaries.ts";
import type { ServerUser } from "./embedded-postgres-user.ts";

export type PostgresCluster = { directory: string; superuser: string; password: string };

type ClusterOptions = { directory: string; user: ServerUser; binaries: PostgresBinaries; isDurable: boolean };

const SUPERUSER = "signalbox";
const PASSWORD_FILE = "signalbox-password";
const LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** Opens the cluster in `directory`, or makes one with a random password. */
export function prepareCluster(options: ClusterOptions): PostgresCluster {
  if (!existsSync(options.directory)) createCluster(options);
  checkOwner(options);
  checkVersion(options);
  return readCluster(options.directory);
}

/** How to sign in to the cluster in `directory`, which exists. */
export function readCluster(directory: string): PostgresCluster {
  const password = readFileSync(path.join(directory, PASSWORD_FILE), "utf8");
  return { directory, superuser: SUPERUSER, password };
}

/** initdb works beside the final place and is renamed at the end: a killed start leaves no half-made cluster behind. */
function createCluster({ directory, user, binaries, isDurable }: ClusterOptions): void {
  const partial = `${directory}.new`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(`${partial}.password`, { force: true });
  mkdirSync(partial, { mode: 0o700 });
  const password = `${partial}.password`;
  writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (user !== null) for (const file of [partial, password]) chownSync(file, user.uid, user.gid);
  const args = ["-D", partial, "-U", SUPERUSER, "--auth=scram-sha-256", `--pwfile=${password}`, ...LOCALE];
  const identity = user === null ? {} : { uid: user.uid, gid: user.gid };
  const run = spawnSync(binaries.initdb, isDurable ? args : [...args, "--no-sync"], {
    ...identity,
    cwd: "/",
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  if (run.status !== 0) {
    const why = run.error?.message ?? (run.stderr || run.stdout).trim();
    throw new Error(`The embedded database could not be made in ${directory}: ${why}`, { cause: run.error });
  }
  renameSync(password, path.join(partial, PASSWORD_FILE));
  renameSync(partial, directory);
}

function checkOwner({ directory, user }: ClusterOptions): void {
  const owner = statSync(directory).uid;
  const self = user?.uid ?? process.getuid?.();
  if (self === undefined || owner === self) return;
  throw new Error(
    `The embedded database in ${directory} belongs to another user (uid ${owner}): start Signalbox as before, or give the directory to uid ${self}.`,
  );
}

function checkVersion({ directory, binaries }: ClusterOptions): void {
  const version = readFileSync(path.join(directory, "PG_VERSION"), "utf8").trim();
  if (version === binaries.version) return;
  throw new Error(
    `The embedded database in ${directory} was made by PostgreSQL ${version}, and this Signalbox brings PostgreSQL ${binaries.version}: run the Signalbox that made it, or move its data over with pg_dump.`,
  );
}
