#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which is a download that package registries do not carry: the same
// arguments and line-delimited JSON-RPC, answered by the WebAssembly build of the engine.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { parse } from "pg-connection-string";
import { createEngineAdapter } from "./engine-adapter.mjs";

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datamodels: { type: "string", multiple: true, short: "d" },
    datasource: { type: "string" },
    "enabled-preview-features": { type: "string" },
    "extension-types": { type: "string" },
    version: { type: "boolean", short: "V" },
  },
});
/** @type {string} */
const url = typeof values.datasource === "string" ? JSON.parse(values.datasource).url : "";
const datamodels =
  values.datamodels && [values.datamodels].flat().map((file) => [file, readFileSync(String(file), "utf8")]);

let panic = "";
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message: (/** @type {string} */ message) => {
      panic = message;
    },
  },
});
process.on("uncaughtException", (error) => {
  log("ERROR", { is_panic: true, message: panic || error.message, backtrace: error.stack });
  process.exit(101);
});

/**
 * @param {string} level
 * @param {Record<string, unknown>} fields
 */
function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: "schema_engine::logger" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

async function createEngine() {
  const base = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const runtime = await import(base);
  const bytes = await readFile(fileURLToPath(new URL("./schema_engine_bg.wasm", base)));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { "./schema_engine_bg.js": runtime });
  runtime.__wbg_set_wasm(exports);
  /** @type {() => void} */ (exports.__wbindgen_start)();
  const { schema, ...settings } = url === "" ? {} : /** @type {any} */ (parse(url));
  return runtime.SchemaEngine.new(
    { datamodels },
    (/** @type {unknown} */ line) => log("INFO", { message: String(line) }),
    bindMigrationAwareSqlAdapterFactory(createEngineAdapter(settings, schema)),
  );
}

/** @type {Record<string, string>} */
const ERROR_CODES = { "3D000": "P1003", "28P01": "P1000", 28000: "P1010" };

/**
 * `cli can-connect-to-database | create-database | drop-database`
 * @param {string} command
 */
async function administer(command) {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1)) || "postgres";
  if (command !== "can-connect-to-database") target.pathname = "/postgres";
  target.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: target.href, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    if (command === "create-database") await client.query(`create database ${client.escapeIdentifier(name)}`);
    if (command === "drop-database") await client.query(`drop database ${client.escapeIdentifier(name)}`);
    const done = command === "drop-database" ? "dropped" : "reached";
    log("INFO", { message: `The database was successfully ${done}` });
    await client.end();
  } catch (error) {
    const code = ERROR_CODES[/** @type {any} */ (error).code] ?? "P1001";
    log("INFO", { message: "Starting schema engine CLI" });
    log("ERROR", { is_panic: false, error_code: code, message: `${code}: ${String(error)}` });
    process.exit(1);
  }
}

/** Requests are answered one after the other, as the engine keeps state between them. */
async function serve() {
  /** @type {any} */
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    // Without a method it is the acknowledgement of a `print`.
    if (request.method === undefined) continue;
    try {
      engine ??= await createEngine();
      await answer(engine, request);
    } catch (error) {
      send({ id: request.id, error: describeError(error) });
    }
  }
  process.exit(0);
}

/** @type {Record<string, string>} */
const RENAMED = { getDatabaseVersion: "version", databaseVersion: "version" };
const FIRST_PRINT_ID = 1e9;

/**
 * @param {any} engine
 * @param {{ id: number, method: string, params?: any }} request
 */
async function answer(engine, { id, method, params = {} }) {
  // These two read the shadow database's schema from a cache that only devDiagnostic fills.
  if (method === "evaluateDataLoss" || method === "createMigration") {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  const result = await engine[RENAMED[method] ?? method](params);
  if (method === "diff" && typeof result?.stdout === "string") {
    send({ id: FIRST_PRINT_ID + id, method: "print", params: { content: result.stdout } });
  }
  send({ id, result: result ?? null });
}

/** @param {any} error */
function describeError(error) {
  const isPanic = error instanceof WebAssembly.RuntimeError;
  const message = isPanic ? `${panic}\n${error.stack}` : error.message;
  const data = { is_panic: isPanic, message, error_code: error.code, meta: error.meta };
  return { code: 4466, message: "An error happened. Check the data field for details.", data };
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

if (values.version) process.stdout.write("schema-engine-cli (wasm)\n");
else if (positionals[0] === "cli") await administer(String(positionals[1]));
else await serve();
