// Plain JavaScript without dependencies: the host may have Node 20 and an empty checkout. Installs what is missing,
// then runs the wanted entry on the Node 24 that the dependencies bring: `node bin/bootstrap.mjs <entry> [arguments]`.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { nodeFlags } from "#lib/platform/node-flags.mjs";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const NODE_MAJOR = 24;
const NODE_PACKAGE = path.join(ROOT, "node_modules/node");
const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR2"]);
const PARENT_CHECK_MS = 500;
const GENERATED = path.join(ROOT, "lib/db/generated");

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) fail("Say what to run: node bin/bootstrap.mjs start|test|verify|receiver|worker|console|cli.");
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Signalbox needs Node 20.19 or newer to set itself up, and this is ${process.versions.node}.`);
}

install();
const node = findNode();
generateClient(node);
if (entry !== "generate") run(node, [...nodeFlags(entry), entryFile(entry), ...args]);

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** @param {string} message */
function say(message) {
  process.stderr.write(`${message}\n`);
}

/** What npm itself recorded as installed is compared with what the lock file asks for. */
function isInstalled() {
  const record = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).packages;
  return Object.keys(wanted).every((name) => {
    if (name === "" || installed[name]?.version === wanted[name].version) return true;
    // Optional packages of other platforms are never installed.
    return wanted[name].optional === true && installed[name] === undefined;
  });
}

function install() {
  if (isInstalled()) return;
  say("Installing the dependencies …");
  const npm = process.env.npm_execpath ?? "";
  const [program, ...first] = /npm-cli\.c?js$/.test(npm) ? [process.execPath, npm] : ["npm"];
  const outcome = spawnSync(program, [...first, "ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  });
  if (outcome.error) fail(`npm could not be started: ${outcome.error.message}`);
  if (outcome.status !== 0)
    fail("The dependencies could not be installed; npm's own words are above. Start again to retry.");
}

/** The npm package `node` fetches its program in an install script, which npm may have been told to skip. */
function findNode() {
  const packaged = path.join(NODE_PACKAGE, "bin/node");
  if (majorOf(packaged) === NODE_MAJOR) return packaged;
  say(`Fetching Node ${NODE_MAJOR} …`);
  spawnSync(process.execPath, ["installArchSpecificPackage.js"], { cwd: NODE_PACKAGE, stdio: ["ignore", 2, 2] });
  if (majorOf(packaged) === NODE_MAJOR) return packaged;
  if (major >= NODE_MAJOR) return process.execPath;
  return fail(
    `Node ${NODE_MAJOR} could not be fetched from the npm registry: start again, or install it on this machine.`,
  );
}

/** @param {string} program */
function majorOf(program) {
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 ? Number(/^v(\d+)\./.exec(stdout)?.[1]) : 0;
}

/**
 * The database client is made from the schema, and made again when the schema or Prisma changed.
 * @param {string} program
 */
function generateClient(program) {
  const manifest = path.join(ROOT, "node_modules/prisma/package.json");
  const hash = createHash("sha256");
  for (const file of [manifest, path.join(ROOT, "prisma/schema.prisma")]) hash.update(readFileSync(file));
  const stamp = path.join(GENERATED, "stamp");
  const wanted = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const outcome = spawnSync(program, [path.join(ROOT, "node_modules/prisma/build/index.js"), "generate"], {
    cwd: ROOT,
    env: { ...environment(program), CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    encoding: "utf8",
  });
  if (outcome.status !== 0) fail(`The database client could not be generated:\n${outcome.stdout}${outcome.stderr}`);
  writeFileSync(stamp, wanted);
}

/**
 * Programs of the dependencies, and the Node that they run on, come first. Types are stripped and modules compiled
 * once, not at every start: half its time and 25 MB of each process.
 * @param {string} program
 */
function environment(program) {
  const folders = [path.dirname(program), path.join(ROOT, "node_modules/.bin"), process.env.PATH ?? ""];
  const compiled = process.env.NODE_COMPILE_CACHE ?? path.join(ROOT, "node_modules/.cache/compiled");
  return { ...process.env, PATH: folders.join(path.delimiter), NODE_COMPILE_CACHE: compiled };
}

/** @param {string} name */
function entryFile(name) {
  const file = path.join(ROOT, name.includes("/") ? name : `bin/${name}.ts`);
  return existsSync(file) ? file : fail(`There is nothing called ${name} to run.`);
}

/**
 * The channel tells the entry when we are gone, so that it stops instead of living on unseen.
 * @param {string} program
 * @param {string[]} words
 */
function run(program, words) {
  const child = spawn(program, words, {
    cwd: ROOT,
    env: environment(program),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  stopWithParent(child);
  child.on("error", (error) => fail(`${program} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of FORWARDED) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/**
 * npm and the shell between us may be killed without a word to us.
 * @param {import("node:child_process").ChildProcess} child
 */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, PARENT_CHECK_MS).unref();
}
