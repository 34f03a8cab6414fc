import type { Agent } from "undici";

/** How far a connection that is being made has come. */
export type ConnectPhase = "dns" | "connect" | "tls";

export type ConnectStep = { phase: ConnectPhase; end(): void };

const steps = new WeakMap<Agent, Map<string, Set<ConnectStep>>>();

/** Notes that the agent begins to connect to the origin; `end` it once there is a socket or an error. */
export function trackConnectStep(agent: Agent, origin: string): ConnectStep {
  const byOrigin = steps.get(agent) ?? new Map<string, Set<ConnectStep>>();
  steps.set(agent, byOrigin);
  const open = byOrigin.get(origin) ?? new Set<ConnectStep>();
  byOrigin.set(origin, open);
  const step: ConnectStep = {
    phase: "dns",
    end: () => {
      open.delete(step);
      if (open.size === 0 && byOrigin.get(origin) === open) byOrigin.delete(origin);
    },
  };
  open.add(step);
  return step;
}

/** Where a request that has no connection yet is stuck: at what the oldest connection in the making waits for. */
export function connectPhase(agent: Agent, origin: string): ConnectPhase {
  const [oldest] = steps.get(agent)?.get(origin) ?? [];
  return oldest?.phase ?? "connect";
}
