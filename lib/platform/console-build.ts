import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockExclusively } from "./exclusive-lock.ts";

/** What a build is made of; tests are no part of it. */
const SOURCES = [
  "{app,components,lib}/**/*.{ts,tsx,css,svg,ico,png,json}",
  "*.{js,mjs,ts}",
  "{package,package-lock,tsconfig}.json",
  "prisma/schema.prisma",
  "public/**/*",
];

export type BuildOutcome = { kind: "current" } | { kind: "built" } | { kind: "failed"; output: string };

type BuildOptions = { checkout: string; say(line: string): void; signal?: AbortSignal };

/** Builds the console unless `.next` holds a build of exactly these sources. Starts at the same time build once. */
export async function ensureConsoleBuild({ checkout, say, signal }: BuildOptions): Promise<BuildOutcome> {
  const stamp = path.join(checkout, ".next/signalbox-build");
  const wanted = hashSources(checkout);
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isCurrent()) return { kind: "current" };
  const release = await waitForLock(path.join(checkout, "node_modules/.build.sock"));
  try {
    if (isCurrent()) return { kind: "current" };
    say("Building the console …");
    const { code, output } = await runBuild(checkout, signal);
    if (code !== 0) return { kind: "failed", output };
    writeFileSync(stamp, wanted);
    return { kind: "built" };
  } finally {
    release();
  }
}

function hashSources(checkout: string): string {
  const files = globSync(SOURCES, { cwd: checkout, withFileTypes: true, exclude: isIgnored })
    .filter((entry) => entry.isFile() && !isIgnored(entry))
    .map((entry) => path.relative(checkout, path.join(entry.parentPath, entry.name)));
  const hash = createHash("sha256").update(process.version);
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(path.join(checkout, file)));
  return hash.digest("hex");
}

function isIgnored(entry: { name: string }): boolean {
  return /\.test\.tsx?$|^next-env\.d\.ts$|^(vitest|playwright|prisma)\.config\.ts$/.test(entry.name);
}

async function waitForLock(file: string): Promise<() => void> {
  for (;;) {
    const outcome = await lockExclusively(file);
    if (outcome.kind === "locked") return outcome.release;
    await sleep(500);
  }
}

function runBuild(checkout: string, signal?: AbortSignal): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: checkout,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
