import { isIP } from "node:net";
import * as z from "zod";
import { parseRetrySchedule } from "#lib/domain/retry-schedule.ts";
import { LOG_LEVELS } from "./log.ts";
import { type AllowEntry, parseAllowList } from "./outbound/allow-list.ts";

/** Messages follow the variable's name and are followed by a full stop: "CONSOLE_PORT must be …." */
const text = z.string().transform((value) => value.trim());

/** Absent is undefined, whatever the value would have been parsed to. */
export function optional<T extends z.ZodType>(value: T) {
  return value.optional();
}

export const port = text.pipe(
  z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number from 1 to 65535")
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65_535, "must be a port number from 1 to 65535"),
);

export const mebibytes = text.pipe(
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be a whole number of mebibytes from 1 to 999999")
    .transform(Number),
);

export const hostName = text.refine(
  (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
  "must be an IP address or a host name, without a port",
);

export const databaseUrl = text.refine((value) => {
  const url = URL.parse(value);
  return (url?.protocol === "postgres:" || url?.protocol === "postgresql:") && url.pathname.length > 1;
}, "must look like postgresql://user:password@host:5432/database");

export const secretKey = z.string().min(32, "must have at least 32 characters");
export const bootstrapApiKey = text.pipe(
  z.string().regex(/^[\x21-\x7e]{32,}$/, "must have at least 32 visible characters without blanks"),
);
export const adminPassword = z
  .string()
  .refine((value) => [...value].length >= 12 && [...value].length <= 128, "must have 12 to 128 characters");
export const emailAddress = text.pipe(z.email("must be an e-mail address"));
export const logLevel = text.pipe(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`));

export const webUrl = text.refine((value) => isWebUrl(value), "must be an http or https address");

/** An origin: what browsers send as Origin and what links are built on. */
export const publicUrl = text
  .refine(
    (value) => isWebUrl(value) && new URL(value).pathname === "/" && !/[?#@]/.test(value),
    "must be an http or https address without a path, such as https://signalbox.example.com",
  )
  .transform((value) => new URL(value).origin);

function isWebUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:");
}

export const allowList = text.transform((value, context): AllowEntry[] => {
  const outcome = parseAllowList(value);
  if (outcome.kind === "ok") return outcome.entries;
  context.addIssue(`is not a list of CIDR[:port]: ${outcome.problems.join("; ")}`);
  return z.NEVER;
});

export const cidrList = text.transform((value, context): AllowEntry[] => {
  const outcome = parseAllowList(value);
  if (outcome.kind === "ok" && outcome.entries.every((entry) => entry.port === null)) return outcome.entries;
  context.addIssue("must be a list of CIDRs such as 10.0.0.0/8, separated by commas");
  return z.NEVER;
});

export const secretList = text.transform((value, context): string[] => {
  const secrets = value.split(",").map((secret) => secret.trim());
  if (secrets.every((secret) => secret !== "")) return secrets;
  context.addIssue("must be secrets separated by single commas");
  return z.NEVER;
});

export type HeaderPair = { name: string; value: string };

export const sharedHeaders = text.transform((value, context): HeaderPair[] => {
  const parts = value.split(";").filter((part) => part.trim() !== "");
  const pairs = parts.map((part) => /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*:\s*([\x20-\x7e]*?)\s*$/i.exec(part));
  const headers = pairs.flatMap((pair) =>
    pair?.[1] && pair[2] ? [{ name: pair[1].toLowerCase(), value: pair[2] }] : [],
  );
  if (headers.length === parts.length) return headers;
  context.addIssue('must be "name: value" pairs separated by semicolons');
  return z.NEVER;
});

/** Delays in seconds. */
export const retrySchedule = text.transform((value, context): number[] => {
  const outcome = parseRetrySchedule(value);
  if (outcome.kind === "ok") return outcome.delaysSeconds;
  context.addIssue(`is wrong: ${outcome.message.replace(/\.$/, "")}`);
  return z.NEVER;
});
