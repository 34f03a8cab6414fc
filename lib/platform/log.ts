import pino from "pino";

export type ProcessName = "start" | "receiver" | "worker" | "console" | "cli" | "bench";
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFacts = Readonly<Record<string, unknown>>;

export type Logger = {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  /** A logger that adds these facts to each of its lines. */
  child(facts: LogFacts): Logger;
};

type LogOptions = { level?: LogLevel; destination?: pino.DestinationStream };

/** Secrets that a careless caller could hand over as facts. */
const REDACTED = ["password", "secret", "token", "authorization", "cookie", "webhookURL", "apiKey", "signingSecret"];

/** JSON lines on stdout. The level is SIGNALBOX_LOG_LEVEL unless given; an `error` fact is written with its stack. */
export function createLog(processName: ProcessName, options: LogOptions = {}): Logger {
  const level = options.level ?? levelFromEnv();
  const settings: pino.LoggerOptions = {
    level,
    base: { process: processName },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
  };
  return wrap(pino(settings, options.destination ?? standardOutput()));
}

function levelFromEnv(): LogLevel {
  const given = process.env.SIGNALBOX_LOG_LEVEL;
  return LOG_LEVELS.find((level) => level === given) ?? "info";
}

function standardOutput(): pino.DestinationStream {
  const stream = pino.destination({ dest: 1, sync: true });
  // A full disk or a closed pipe behind stdout must not stop the intake of webhooks.
  stream.on("error", () => undefined);
  return stream;
}

function wrap(log: pino.Logger): Logger {
  return {
    debug: (message, facts) => log.debug(facts ?? {}, message),
    info: (message, facts) => log.info(facts ?? {}, message),
    warn: (message, facts) => log.warn(facts ?? {}, message),
    error: (message, facts) => log.error(facts ?? {}, message),
    child: (facts) => wrap(log.child(facts)),
  };
}
