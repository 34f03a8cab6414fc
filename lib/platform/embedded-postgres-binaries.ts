import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { PostgresLocation } from "./embedded-postgres-location.ts";

export type PostgresBinaries = { postgres: string; initdb: string; version: string };

/** Programs that start, for the user who will run them: repaired where npm skipped their install script, copied where asked. */
export function prepareBinaries(location: PostgresLocation): PostgresBinaries {
  hydrateSymlinks(location.packagedBinaries);
  const folder = location.binariesCopy === null ? location.packagedBinaries : copy(location);
  const program = (name: string) => path.join(folder, "bin", name);
  const identity = location.user === null ? {} : { uid: location.user.uid, gid: location.user.gid };
  const run = spawnSync(program("postgres"), ["--version"], { ...identity, cwd: "/", encoding: "utf8" });
  if (run.status !== 0) {
    const why = run.error?.message ?? run.stderr.trim();
    throw new Error(`The embedded PostgreSQL in ${folder} does not start: ${why}`, { cause: run.error });
  }
  const version = /(\d+)(?:\.\d+)?\s*$/.exec(run.stdout.trim())?.[1] ?? "";
  return { postgres: program("postgres"), initdb: program("initdb"), version };
}

type PackagedLink = { source: string; target: string };

/** npm packages cannot carry symbolic links; the package lists them for an install script that npm may have skipped. */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: PackagedLink[] = JSON.parse(readFileSync(list, "utf8"));
  const packageRoot = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.join(packageRoot, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.join(packageRoot, source)), link);
  }
}

/** The copy carries the package's version in its name, so that an upgrade makes a new one. */
function copy({ packagedBinaries, binariesCopy }: PostgresLocation): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(path.join(path.dirname(packagedBinaries), "package.json"), "utf8"),
  );
  const target = `${binariesCopy ?? ""}-${manifest.version}`;
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(packagedBinaries, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
