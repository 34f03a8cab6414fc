import { connect, type Socket } from "node:net";
import { watchStolenTime } from "./stolen-time.ts";

export interface LoadResult {
  sent: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Share of the processors' time that the machine's host gave to others meanwhile. */
  stolen: number;
}

interface Load {
  port: number;
  /** Complete HTTP requests as bytes; each is sent once, in order. */
  requests: readonly Buffer[];
  connections: number;
  durationMs: number;
  /** Requests a second over all connections; absent means as fast as they are answered. */
  rate?: number;
  /** How many may have been sent by now; absent means all of them. */
  limit?: () => number;
}

const LIMIT_POLL_MS = 2;

type Job = { request: Buffer; dueAt: number };

/** Keeps every connection busy with one request at a time, over raw sockets: an HTTP client would cost more than the door. */
export async function sendLoad({ port, requests, connections, durationMs, rate, limit }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const sockets = await Promise.all(Array.from({ length: connections }, () => openSocket(port)));
  const readStolen = watchStolenTime();
  const startedAt = performance.now();
  let next = 0;
  const take = async (): Promise<Job | null> => {
    while (limit !== undefined && next >= limit() && performance.now() - startedAt <= durationMs) {
      await new Promise((done) => setTimeout(done, LIMIT_POLL_MS));
    }
    const request = requests[next];
    const dueAt = rate === undefined ? performance.now() : startedAt + (next / rate) * 1000;
    if (request === undefined || dueAt - startedAt > durationMs) return null;
    next += 1;
    return { request, dueAt };
  };
  const note = (status: string, ms: number) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    latencies.push(ms);
  };
  await Promise.all(sockets.map((socket) => runConnection(socket, take, note)));
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (q: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))] ?? 0;
  return {
    sent: latencies.length,
    statuses,
    perSecond: latencies.length / seconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    stolen: readStolen(),
  };
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  await new Promise<void>((ready, fail) => socket.once("connect", ready).once("error", fail));
  return socket;
}

async function runConnection(
  socket: Socket,
  take: () => Promise<Job | null>,
  note: (status: string, ms: number) => void,
): Promise<void> {
  for (let job = await take(); job !== null; job = await take()) {
    const wait = job.dueAt - performance.now();
    if (wait > 1) await new Promise((done) => setTimeout(done, wait));
    // From when it was due, so that a stalled door cannot hide behind requests that were never sent; a timer may be early.
    const from = Math.min(job.dueAt, performance.now());
    note(await exchange(socket, job.request), performance.now() - from);
  }
  socket.destroy();
}

function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const onData = (chunk: Buffer) => {
      received += chunk.toString("latin1");
      const isChunked = /transfer-encoding: chunked/i.test(received);
      if (!received.includes(isChunked ? "\r\n0\r\n\r\n" : "\r\n\r\n")) return;
      socket.off("data", onData).off("error", reject).off("close", onClose);
      resolve(received.slice(9, 12));
    };
    const onClose = () => reject(new Error("the door closed the connection"));
    socket.on("data", onData).once("error", reject).once("close", onClose);
    socket.write(request);
  });
}
