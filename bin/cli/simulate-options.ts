import { randomBytes } from "node:crypto";
import { parseOptions, readChoice, readNumber } from "./parse-options.ts";

export type SimulateArguments = ReturnType<typeof readSimulateOptions>;

const OPTIONS = {
  count: { type: "string", default: "200" },
  rate: { type: "string", default: "50" },
  concurrency: { type: "string", default: "8" },
  duplicates: { type: "string", default: "0" },
  disorder: { type: "string", default: "0" },
  "bad-signatures": { type: "string", default: "0" },
  seed: { type: "string" },
  businesses: { type: "string" },
  users: { type: "string" },
  wire: { type: "string", default: "mixed" },
  source: { type: "string" },
  secret: { type: "string" },
  "private-key": { type: "string" },
  header: { type: "string", multiple: true },
  url: { type: "string" },
  "retry-scale": { type: "string", default: "1" },
  demo: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

const SHARE = { from: 0, to: 1 };

/** The knobs of the simulator, read and checked. */
export function readSimulateOptions(args: readonly string[]) {
  const { values } = parseOptions({ args, options: OPTIONS });
  const whole = (name: "count" | "concurrency", to: number) =>
    readNumber(values[name], name, { from: 1, to, isWhole: true });
  const size = (name: "businesses" | "users", otherwise: number) =>
    values[name] === undefined ? otherwise : readNumber(values[name], name, { from: 1, to: 100_000, isWhole: true });
  return {
    count: whole("count", 1_000_000),
    rate: readNumber(values.rate, "rate", { from: 0.01, to: 100_000 }),
    concurrency: whole("concurrency", 1_000),
    duplicates: readNumber(values.duplicates, "duplicates", SHARE),
    disorder: readNumber(values.disorder, "disorder", SHARE),
    badSignatures: readNumber(values["bad-signatures"], "bad-signatures", SHARE),
    seed: values.seed ?? randomBytes(4).toString("hex"),
    businesses: size("businesses", values.demo ? 60 : 20),
    users: size("users", values.demo ? 40 : 12),
    wire: readChoice(values.wire, "wire", ["spaced", "compact", "mixed"]),
    retryScale: readNumber(values["retry-scale"], "retry-scale", SHARE),
    source: values.source,
    secret: values.secret,
    privateKey: values["private-key"],
    headers: values.header ?? [],
    url: values.url,
    isDemo: values.demo,
    isForced: values.force,
    isJson: values.json,
  };
}
