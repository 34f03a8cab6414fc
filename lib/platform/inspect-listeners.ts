import { type DoctorFinding, fine, problem, warning } from "#lib/domain/doctor-finding.ts";
import type { Env } from "./env.ts";
import { isPortFree } from "./free-port.ts";

type Listener = { name: string; port: number; variable: string };

const ANSWER_MS = 5_000;

/** Whether receiver and console answer where they are configured to, or who sits there instead. */
export function inspectListeners({ host, receiverPort, consolePort }: Env): Promise<DoctorFinding[]> {
  const listeners: Listener[] = [
    { name: "receiver", port: receiverPort, variable: "RECEIVER_PORT" },
    { name: "console", port: consolePort, variable: "CONSOLE_PORT" },
  ];
  return Promise.all(listeners.map((listener) => inspect(listener, host)));
}

async function inspect({ name, port, variable }: Listener, host: string): Promise<DoctorFinding> {
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host;
  const status = await askReadiness(`http://${reachable}:${port}/api/health/ready`);
  if (status === 200) return fine(name, `The ${name} answers on port ${port} and is ready.`);
  if (status === 503) {
    return problem(name, `The ${name} answers on port ${port} but is not ready.`, "Look at the database checks below.");
  }
  if (await isPortFree(port, host)) {
    return warning(
      name,
      `Nothing listens on port ${port}: the ${name} is not running here.`,
      `Start it: npm start, or npm run ${name}.`,
    );
  }
  return problem(name, `Another program listens on port ${port}.`, `Stop it, or set ${variable} to a free port.`);
}

async function askReadiness(url: string): Promise<number | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: "manual" });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Refused, reset, or not HTTP: each means that no Signalbox is there.
    return null;
  }
}
