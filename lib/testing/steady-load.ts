import { Agent, request } from "node:http";

export type FailedRequest = { code: string; startedAtMs: number; wasOnOldConnection: boolean };
export type LoadReport = { sent: number; statuses: Record<string, number>; failed: FailedRequest[]; slowestMs: number };
export type SteadyLoad = { sentSoFar(): number; stop(): Promise<LoadReport> };

type Options = {
  url: string;
  perSecond: number;
  /** The request with this number. */
  make(number: number): { body: string; headers: Record<string, string> };
};

const TICK_MS = 10;

/** Posts at a steady rate, every other request on a connection of its own and the rest on kept ones. */
export function startSteadyLoad({ url, perSecond, make }: Options): SteadyLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const report: LoadReport = { sent: 0, statuses: {}, failed: [], slowestMs: 0 };
  const open = new Set<Promise<void>>();
  const beganMs = performance.now();
  const send = () => {
    const number = report.sent++;
    const posted = post(url, make(number), number % 2 === 0 ? agent : false, report);
    open.add(posted);
    void posted.finally(() => open.delete(posted));
  };
  const timer = setInterval(() => {
    while (report.sent < ((performance.now() - beganMs) / 1000) * perSecond) send();
  }, TICK_MS);
  return {
    sentSoFar: () => report.sent,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
      return report;
    },
  };
}

function post(
  url: string,
  { body, headers }: { body: string; headers: Record<string, string> },
  agent: Agent | false,
  report: LoadReport,
): Promise<void> {
  const startedAtMs = performance.now();
  return new Promise((resolve) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      const status = String(response.statusCode);
      report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      report.slowestMs = Math.max(report.slowestMs, performance.now() - startedAtMs);
      response.resume();
      response.on("close", resolve);
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      report.failed.push({ code: error.code ?? error.message, startedAtMs, wasOnOldConnection: sent.reusedSocket });
      resolve();
    });
    sent.end(body);
  });
}
