import { expect, test } from "vitest";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();

test("C02: workers that are killed again and again lose nothing", async () => {
  const seen = new Set<string>();
  let count = 0;
  const sink = await worker.startSink((request, response) => {
    count += 1;
    if (count % 10 === 0) return void response.writeHead(500).end();
    if (count % 50 === 1) return void request.socket.destroy();
    seen.add(String(request.headers["webhook-id"]));
    response.end();
  });
  await insertDestination(worker.pool, {
    url: sink.url,
    sources: [worker.source.slug],
    concurrency: 8,
    retrySchedule: Array(20).fill(1),
  });
  const ids: string[] = [];
  for (let round = 0; round < 7; round += 1) {
    const running = await worker.startProcess();
    ids.push(...(await storeEvents(worker.pool, worker.source, Array(300).fill("{}"))));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await running.stop("SIGKILL");
  }
  await worker.startProcess();
  await eventually(async () => {
    const { rows } = await worker.pool.query(
      "SELECT status, count(*)::int FROM deliveries WHERE source_id = $1 GROUP BY 1",
      [worker.source.id],
    );
    expect(rows).toEqual([{ status: "succeeded", count: 2100 }]);
  }, 60_000);
  expect(ids.filter((id) => !seen.has(id))).toEqual([]);
}, 90_000);
