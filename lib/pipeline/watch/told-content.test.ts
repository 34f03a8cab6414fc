import { expect, test } from "vitest";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent } from "#lib/testing/said-events.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { watchTest } from "#lib/testing/watch-test.ts";
import { insertRejections, MARK } from "#lib/testing/watched-facts.ts";

const watch = watchTest();

function query(sql: string, values: unknown[] = []) {
  return watch.pool.query(sql, values);
}

test("what is told holds nothing out of payloads and no secret", async () => {
  const sourceId = await insertSource(watch.pool, "abound", "abound", { secrets: { current: `secret ${MARK}` } });
  await insertRejections(watch.pool, sourceId, 3, "bad_signature");
  const source = { id: sourceId, slug: "abound" };
  const ledger = await insertDestination(watch.pool, {
    url: `https://ledger.test/${MARK}`,
    headers: { authorization: MARK },
  });
  await storeEvents(watch.pool, source, [`{"userId":"${MARK}"}`], { userId: MARK, subject: MARK });
  await query("UPDATE deliveries SET status = 'dead_lettered', completed_at = now(), last_outcome = 'http_4xx'");
  await query(
    "INSERT INTO destination_breakers (destination_id, state, opened_at, error) VALUES ($1, 'open', now(), $2)",
    [ledger.id, JSON.stringify({ kind: "redirect", status: 302, location: `https://${MARK}` })],
  );
  await insertEvents(watch.pool, [
    aboundEvent("taxPayments.updated", MARK, { sourceId, resourceId: MARK, status: "error", message: MARK }),
  ]);
  await projectEvents(watch.pool);
  await query("DELETE FROM request_minutes WHERE outcome = 'accepted'");
  watch.startWatch();
  await eventually(() => {
    const keys = watch.told().flatMap(({ alerts }) => alerts.map(({ key }) => key.split(":")[0]));
    expect(keys.sort()).toEqual(["all_rejected", "dead_letters", "destination_failing", "tax_payment_error"]);
  });
  const everything = JSON.stringify([
    watch.receiver.requests.map(({ headers, body }) => [headers, body.toString()]),
    (await query("SELECT * FROM watch_alerts")).rows,
    (await query("SELECT * FROM watch_messages")).rows,
  ]);
  expect(everything).not.toContain(MARK);
  expect(everything).not.toContain(watch.signingSecret);
});
