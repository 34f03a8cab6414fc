import type { Command } from "./command.ts";

/** A command by its name; loaded when it is meant, so that none pays for what the others need. */
export interface CommandEntry {
  /** May be two words. */
  name: string;
  summary: string;
  load(): Promise<Command>;
}

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "simulate",
    summary: "send webhooks as Asset and Abound do, or write a month of history (--demo)",
    load: async () => (await import("./simulate.ts")).simulate,
  },
  {
    name: "doctor",
    summary: "look at everything Signalbox needs and say what is wrong",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "operator create",
    summary: "make an operator",
    load: async () => (await import("./operator-create.ts")).operatorCreate,
  },
  {
    name: "api-key create",
    summary: "make an API key",
    load: async () => (await import("./api-key-create.ts")).apiKeyCreate,
  },
  {
    name: "audit verify",
    summary: "check that the audit log is as it was written",
    load: async () => (await import("./audit-verify.ts")).auditVerify,
  },
  {
    name: "rebuild",
    summary: "compute all state anew from the stored events and say where it differs (--apply)",
    load: async () => (await import("./rebuild.ts")).rebuild,
  },
  {
    name: "tail",
    summary: "print events as they arrive",
    load: async () => (await import("./tail.ts")).tail,
  },
  {
    name: "listen",
    summary: "forward live events to a program on this machine",
    load: async () => (await import("./listen.ts")).listen,
  },
  {
    name: "replay",
    summary: "send a stored event once more",
    load: async () => (await import("./replay.ts")).replay,
  },
  {
    name: "verify-signature",
    summary: "say whether a webhook is authentic, and why not (offline)",
    load: async () => (await import("./verify-signature.ts")).verifySignature,
  },
];
