import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type EnvSource, readEnv } from "./env.ts";

function problemsOf(source: EnvSource): string[] {
  const outcome = readEnv(source);
  return outcome.kind === "invalid" ? outcome.problems : [];
}

function envOf(source: EnvSource) {
  const outcome = readEnv(source);
  if (outcome.kind === "invalid") throw new Error(outcome.problems.join(" "));
  return outcome.env;
}

test("without any variable everything has its documented default", () => {
  expect(envOf({})).toEqual({
    databaseUrl: null,
    dataDir: path.resolve(".signalbox"),
    spoolDir: path.resolve(".signalbox/spool"),
    spoolMaxBytes: 256 * 1024 * 1024,
    secret: null,
    host: "127.0.0.1",
    consolePort: 3000,
    receiverPort: 3001,
    consoleUrl: "http://127.0.0.1:3000",
    receiverUrl: "http://127.0.0.1:3001",
    trustedProxies: [],
    adminEmail: null,
    adminPassword: null,
    bootstrapApiKey: null,
    assetJwksUrl: "https://api.getasset.com/.well-known/jwks.json",
    assetSharedHeaders: [],
    aboundSigningSecrets: [],
    allowPrivate: [],
    retryDelaysSeconds: [5, 30, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
    logLevel: "info",
  });
});

test("an empty value counts as unset", () => {
  expect(envOf({ CONSOLE_PORT: "", SIGNALBOX_SECRET: " ", ASSET_SHARED_HEADERS: "" })).toEqual(envOf({}));
});

describe("a wrong value is one sentence that names its variable", () => {
  const WRONG = {
    DATABASE_URL: "mysql://somewhere/db",
    SIGNALBOX_SECRET: "too short",
    HOST: "not a host",
    SIGNALBOX_SPOOL_MIB: "1.5",
    CONSOLE_PORT: "http",
    RECEIVER_PORT: "65536",
    SIGNALBOX_CONSOLE_URL: "https://signalbox.example.com/path",
    SIGNALBOX_RECEIVER_URL: "ftp://signalbox.example.com",
    SIGNALBOX_TRUSTED_PROXIES: "10.0.0.0/8:80",
    SIGNALBOX_ADMIN_EMAIL: "nobody",
    SIGNALBOX_ADMIN_PASSWORD: "short",
    SIGNALBOX_BOOTSTRAP_API_KEY: "0123456789",
    ASSET_JWKS_URL: "api.getasset.com",
    ASSET_SHARED_HEADERS: "x-key without a colon",
    ABOUND_SIGNING_SECRETS: "one,,two",
    SIGNALBOX_ALLOW_PRIVATE: "10.0.0.0/40",
    SIGNALBOX_RETRY_SCHEDULE: "5 seconds",
    SIGNALBOX_LOG_LEVEL: "loud",
  };

  test.each(Object.entries(WRONG))("%s", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .+\\.$`));
  });

  test("all at once are all said", () => {
    expect(problemsOf(WRONG)).toHaveLength(Object.keys(WRONG).length);
  });
});

test("no secret is repeated in a sentence about it", () => {
  const secrets = {
    SIGNALBOX_SECRET: "hunter2-a",
    SIGNALBOX_ADMIN_PASSWORD: "hunter2-b",
    SIGNALBOX_BOOTSTRAP_API_KEY: "hunter2-c",
    ASSET_SHARED_HEADERS: "hunter2-d",
    ABOUND_SIGNING_SECRETS: "hunter2-e,,",
    DATABASE_URL: "mysql://user:hunter2-f@host/db",
  };
  const problems = problemsOf(secrets);
  expect(problems).toHaveLength(6);
  expect(problems.join(" ")).not.toContain("hunter2");
});

test("values that contradict each other are refused", () => {
  expect(problemsOf({ DATABASE_URL: "postgresql://u:p@h/db" })).toEqual([
    "SIGNALBOX_SECRET is required with DATABASE_URL: set it to 32 or more random characters.",
  ]);
  expect(problemsOf({ CONSOLE_PORT: "4000", RECEIVER_PORT: "4000" })).toEqual([
    "CONSOLE_PORT and RECEIVER_PORT must differ.",
  ]);
  expect(problemsOf({ SIGNALBOX_ADMIN_EMAIL: "a@example.test" })).toEqual([
    "SIGNALBOX_ADMIN_EMAIL and SIGNALBOX_ADMIN_PASSWORD must be set together or not at all.",
  ]);
});

test("shared headers, secrets, networks and schedules are parsed", () => {
  const env = envOf({
    ASSET_SHARED_HEADERS: "X-Key: one; x-key: two;",
    ABOUND_SIGNING_SECRETS: "first, second",
    SIGNALBOX_ALLOW_PRIVATE: "10.1.0.0/16,127.0.0.1:8080",
    SIGNALBOX_RETRY_SCHEDULE: "1s, 2m",
  });
  expect(env.assetSharedHeaders).toEqual([
    { name: "x-key", value: "one" },
    { name: "x-key", value: "two" },
  ]);
  expect(env.aboundSigningSecrets).toEqual(["first", "second"]);
  expect(env.allowPrivate.map((entry) => entry.text)).toEqual(["10.1.0.0/16", "127.0.0.1/32:8080"]);
  expect(env.retryDelaysSeconds).toEqual([1, 120]);
});

test("public addresses follow the listeners unless they are given", () => {
  expect(envOf({ HOST: "::1", CONSOLE_PORT: "8080" }).consoleUrl).toBe("http://[::1]:8080");
  expect(envOf({ SIGNALBOX_CONSOLE_URL: "https://Signalbox.Example.com/" }).consoleUrl).toBe(
    "https://signalbox.example.com",
  );
});

test(".env.example explains every variable that is read, and no other but the command line's key", () => {
  const example = readFileSync(fileURLToPath(new URL("../../.env.example", import.meta.url)), "utf8");
  const shown = [...example.matchAll(/^# .+\n#([A-Z_]+)=/gm)].map(([, name]) => name);
  const source = readFileSync(fileURLToPath(new URL("./env.ts", import.meta.url)), "utf8");
  const read = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(15);
  expect(shown.sort()).toEqual([...read, "SIGNALBOX_API_KEY"].sort());
});
