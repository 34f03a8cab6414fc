import type { EnvSource } from "./env.ts";

export type InheritedSocket =
  | { kind: "none" }
  | { kind: "inherited"; fd: number }
  | { kind: "refused"; reason: string };

const FIRST_FD = 3;

/** The socket that systemd, or our own supervisor, passed on: `sd_listen_fds(3)`, for exactly one socket. */
export function readInheritedSocket(env: EnvSource, pid: number): InheritedSocket {
  const { LISTEN_FDS: count = "", LISTEN_PID: owner = "" } = env;
  if (count === "" || count === "0") return { kind: "none" };
  // Meant for a process above this one, which did not pass the descriptor on.
  if (owner !== "" && owner !== String(pid)) return { kind: "none" };
  if (count === "1") return { kind: "inherited", fd: FIRST_FD };
  return { kind: "refused", reason: `LISTEN_FDS is ${count}: pass exactly one listening socket.` };
}

/** The variables that announce it to a process, or that keep one which gets none from looking for it. */
export function socketVariables(isPassed: boolean): Record<string, string | undefined> {
  return { LISTEN_FDS: isPassed ? "1" : undefined, LISTEN_PID: undefined, LISTEN_FDNAMES: undefined };
}
