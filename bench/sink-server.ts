import { createServer, type ServerResponse } from "node:http";
import type { SinkQuestion, SinkReport } from "./sink-protocol.ts";

/**
 * A receiver that answers 200 and remembers every webhook-id, nothing else; node:http alone, so that it is not what
 * the benchmark measures. Paths that start with /hang are never answered.
 */
const seen = new Map<string, { count: number; lastAt: number }>();
const held: ServerResponse[] = [];
let [count, told, isHolding] = [0, 0, false];

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.on("data", () => undefined);
  request.on("end", () => {
    if (request.url?.startsWith("/hang")) return;
    note(String(request.headers["webhook-id"]));
    if (isHolding) held.push(response);
    else answer(response);
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", 4096, () => process.send?.("ready"));

// So that whoever sends can stay a fixed number of requests ahead.
setInterval(() => {
  if (count === told) return;
  told = count;
  process.send?.({ count });
}, 10);

process.on("message", (question: SinkQuestion) => {
  if (question.kind === "hold") isHolding = question.isHolding;
  if (question.kind === "hold" && !isHolding) for (const response of held.splice(0)) answer(response);
  if (question.kind === "forget") seen.clear();
  if (question.kind === "forget") count = 0;
  process.send?.({ answers: question.number, ...report(question) } satisfies SinkReport);
});

function note(id: string): void {
  count += 1;
  const known = seen.get(id);
  if (known === undefined) seen.set(id, { count: 1, lastAt: Date.now() });
  else Object.assign(known, { count: known.count + 1, lastAt: Date.now() });
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { "content-length": "0" }).end();
}

/** Of the ids asked for: those that did not come so often, and when the last one of the others did. */
function report(question: SinkQuestion): Omit<SinkReport, "answers"> {
  const { ids = [], times = 1 } = question.kind === "find" ? question : {};
  const found = ids.map((id) => seen.get(id)).filter((entry) => entry !== undefined && entry.count >= times);
  const lastAt = found.reduce((latest, entry) => Math.max(latest, entry?.lastAt ?? 0), 0);
  return { count, distinct: seen.size, missing: ids.length - found.length, lastAt };
}
