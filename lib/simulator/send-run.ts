import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import type { Shipment } from "./plan-run.ts";

export interface SendOptions {
  /** Where the doors are, such as http://127.0.0.1:3001. */
  receiverUrl: string;
  rate: number;
  concurrency: number;
  /** 1 waits as long as the providers do; tests shorten it. */
  retryScale: number;
  onProgress?: (summary: RunSummary) => void;
  signal?: AbortSignal;
}

/** What was planned by kind; answers by status (or by network error); genuine requests that no try got through. */
export interface RunSummary {
  planned: Record<Shipment["kind"], number>;
  sent: number;
  answers: Record<string, number>;
  retries: number;
  delivered: number;
  failed: number;
}

/** Asset documents four more tries, the first after 10 s, doubling; Abound documents none, a later version had three. */
const RETRY_DELAYS_SECONDS = { asset: [10, 20, 40, 80], abound: [10, 20, 40] } satisfies Record<
  Shipment["provider"],
  number[]
>;
const TIMEOUT_MS = 30_000;

/** Sends the planned requests at the wanted rate and repeats what was not answered with exactly 200, as providers do. */
export async function sendRun(shipments: readonly Shipment[], options: SendOptions): Promise<RunSummary> {
  const summary = emptySummary(shipments);
  const dispatcher = new Agent({
    connections: options.concurrency,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const queue = shipments.entries();
  const began = performance.now();
  const repeats: Promise<void>[] = [];
  const lane = async () => {
    for (const [index, shipment] of queue) {
      if (options.signal?.aborted) return;
      await sleep(Math.max(0, began + (index * 1000) / options.rate - performance.now()));
      const isDone = await send(shipment, { options, dispatcher, summary });
      if (!isDone) repeats.push(repeat(shipment, { options, dispatcher, summary }));
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, lane));
  await Promise.all(repeats);
  await dispatcher.close();
  return summary;
}

type Context = { options: SendOptions; dispatcher: Agent; summary: RunSummary };

async function repeat(shipment: Shipment, context: Context): Promise<void> {
  const { options, summary } = context;
  for (const delay of RETRY_DELAYS_SECONDS[shipment.provider]) {
    await sleep(delay * 1000 * options.retryScale, undefined, {
      ...(options.signal && { signal: options.signal }),
    }).catch(
      // Interrupted: the loop ends at the check below.
      () => undefined,
    );
    if (options.signal?.aborted) break;
    summary.retries += 1;
    if (await send(shipment, context)) return;
  }
  summary.failed += 1;
}

/** Whether this request needs no repeat: answered with 200, or a forgery, which nobody repeats. */
async function send(shipment: Shipment, { options, dispatcher, summary }: Context): Promise<boolean> {
  const answer = await post(shipment, options.receiverUrl, dispatcher);
  summary.sent += 1;
  summary.answers[answer] = (summary.answers[answer] ?? 0) + 1;
  const isDone = answer === "200";
  if (isDone && shipment.kind === "event") summary.delivered += 1;
  options.onProgress?.(summary);
  return isDone || shipment.kind === "forgery";
}

async function post(shipment: Shipment, receiverUrl: string, dispatcher: Agent): Promise<string> {
  try {
    const response = await request(`${receiverUrl}/api/webhooks/${shipment.slug}`, {
      method: "POST",
      headers: shipment.headers,
      body: shipment.body,
      dispatcher,
    });
    await response.body.dump();
    return String(response.statusCode);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return "code" in error && typeof error.code === "string" ? error.code : error.name;
  }
}

function emptySummary(shipments: readonly Shipment[]): RunSummary {
  const planned = { event: 0, duplicate: 0, forgery: 0 };
  for (const { kind } of shipments) planned[kind] += 1;
  return { planned, sent: 0, answers: {}, retries: 0, delivered: 0, failed: 0 };
}
