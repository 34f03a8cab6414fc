import { expect, test } from "vitest";
import { startHttpServer } from "#lib/testing/counting-server.ts";
import { insertDestination, insertSource as insertPlainSource, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { CONSOLE_URL, watchTest } from "#lib/testing/watch-test.ts";
import { insertQuietSources } from "#lib/testing/watched-facts.ts";

const watch = watchTest();

function query(sql: string, values: unknown[] = []) {
  return watch.pool.query(sql, values);
}

async function messages() {
  return (await query("SELECT status, attempt_count, last_error FROM watch_messages ORDER BY id")).rows;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("an address that is down is told later, once, and nothing overtakes", async () => {
  let isDown = true;
  watch.answerWith((_request, response) => response.writeHead(isDown ? 503 : 204).end());
  await insertQuietSources(watch.pool, "First");
  watch.startWatch();
  await eventually(async () =>
    expect(await messages()).toEqual([
      { status: "pending", attempt_count: 1, last_error: expect.stringContaining("503") },
    ]),
  );
  await query("UPDATE sources SET quiet_after_minutes = 120");
  await eventually(async () => expect(await messages()).toHaveLength(2));
  await pause(200);
  expect(watch.receiver.requests).toHaveLength(1);
  isDown = false;
  await query("UPDATE watch_messages SET next_attempt_at = now()");
  await eventually(() => expect(watch.receiver.requests).toHaveLength(3));
  await pause(200);
  const told = watch.told();
  expect(told.map(({ alerts }) => alerts.map(({ change }) => change))).toEqual([["opened"], ["opened"], ["recovered"]]);
  expect(told[1]?.id).toBe(told[0]?.id);
  expect(await messages()).toMatchObject([{ status: "sent", attempt_count: 2, last_error: null }, { status: "sent" }]);
});

test("a message that the address refuses for itself is given up after three attempts and does not stop the others", async () => {
  watch.answerWith((_request, response) => response.writeHead(400).end());
  await insertQuietSources(watch.pool, "First");
  watch.startWatch();
  await eventually(async () => {
    await query("UPDATE watch_messages SET next_attempt_at = now() WHERE status = 'pending' AND attempt_count > 0");
    expect(await messages()).toMatchObject([{ status: "given_up", attempt_count: 3 }]);
  });
  watch.answerWith((_request, response) => response.end());
  await query("UPDATE sources SET quiet_after_minutes = 120");
  await eventually(async () => expect(await messages()).toMatchObject([{ status: "given_up" }, { status: "sent" }]));
});

test("what happens at about the same time is one message of at most twenty lines", async () => {
  await insertQuietSources(watch.pool, ...Array.from({ length: 32 }, (_, index) => `Source ${index}`));
  watch.startWatch({ groupMs: 300 });
  await eventually(() => expect(watch.told()).toHaveLength(1));
  const [message] = watch.receiver.requests;
  const { data } = JSON.parse(message?.body.toString() ?? "{}");
  expect(data).toMatchObject({ text: "20 alerts, 12 more", more: 12 });
  expect(data.alerts).toHaveLength(20);
});

test("a growing count is told again when it is ten times as large", async () => {
  const source = await insertPlainSource(watch.pool);
  await insertDestination(watch.pool, { url: "https://ledger.test/" });
  await storeEvents(
    watch.pool,
    source,
    Array.from({ length: 20 }, () => "{}"),
  );
  const deadLetter = (count: number) =>
    query(
      `UPDATE deliveries SET status = 'dead_lettered', completed_at = now()
       WHERE id IN (SELECT id FROM deliveries ORDER BY id LIMIT $1)`,
      [count],
    );
  await query("UPDATE deliveries SET status = 'held'");
  await deadLetter(1);
  watch.startWatch();
  await watch.untilTold("opened: 1 delivery to sink");
  await deadLetter(9);
  await eventually(async () => expect((await query("SELECT count FROM watch_alerts")).rows).toEqual([{ count: 9 }]));
  await deadLetter(10);
  await watch.untilTold("opened: 1 delivery to sink", "grew: 10 deliveries to sink");
  await deadLetter(20);
  await eventually(async () => expect((await query("SELECT count FROM watch_alerts")).rows).toEqual([{ count: 20 }]));
  await pause(200);
  await watch.untilTold("opened: 1 delivery to sink", "grew: 10 deliveries to sink");
});

test("without an address alerts are recorded, and what is still open is told once there is one", async () => {
  await query("UPDATE notification_channels SET is_enabled = false");
  await insertQuietSources(watch.pool, "First", "Second");
  watch.startWatch();
  await eventually(async () => expect((await query("SELECT 1 FROM watch_alerts")).rows).toHaveLength(2));
  await query("UPDATE sources SET quiet_after_minutes = 120 WHERE name = 'First'");
  await eventually(async () =>
    expect((await query("SELECT 1 FROM watch_alerts WHERE recovered_at IS NULL")).rows).toHaveLength(1),
  );
  expect(await messages()).toEqual([]);
  await query("UPDATE notification_channels SET is_enabled = true");
  await watch.untilTold("opened: Second has sent no event");
});

test("a source that is switched off is no longer watched, and that is told", async () => {
  await insertQuietSources(watch.pool, "First");
  watch.startWatch();
  await watch.untilTold("opened");
  await query("UPDATE sources SET status = 'disabled'");
  await watch.untilTold("opened", "recovered: First is no longer watched: it was switched off or removed\\. It lasted");
});

test("an address that the deployment does not allow is refused, and said so", async () => {
  await watch.replaceChannel({ kind: "webhook", url: "http://127.0.0.2:9/hook-that-is-private" });
  await insertQuietSources(watch.pool, "First");
  watch.startWatch();
  await eventually(async () =>
    expect(await messages()).toMatchObject([
      { status: "pending", last_error: expect.stringContaining("127.0.0.2:9 is loopback") },
    ]),
  );
  expect(JSON.stringify(await messages())).not.toContain("hook-that-is-private");
});

test("Slack gets its own format, in which names can neither mention nor link", async () => {
  await watch.replaceChannel({ kind: "slack", url: `${watch.receiver.url}/services/T0/B0/secret` });
  await insertQuietSources(watch.pool, "<!channel> & <https://evil.test|x>");
  watch.startWatch();
  await eventually(() => expect(watch.receiver.requests).toHaveLength(1));
  const [request] = watch.receiver.requests;
  const message = JSON.parse(request?.body.toString() ?? "{}");
  expect(request?.headers).not.toHaveProperty("webhook-signature");
  expect(message.text).toContain("&lt;!channel&gt; &amp; &lt;https://evil.test|x&gt; has sent no event");
  expect(message.blocks[1].text).toMatchObject({ type: "mrkdwn", verbatim: true });
  expect(message.blocks[1].text.text).toContain(`<${CONSOLE_URL}/sources/quiet-0|`);
  expect(JSON.stringify(message)).not.toContain("<!channel>");
  expect(JSON.stringify(message)).not.toContain("<https://evil.test");
});

test("what is told is verified by the signing secret alone", async () => {
  await insertQuietSources(watch.pool, "First");
  watch.startWatch();
  await eventually(() => expect(watch.receiver.requests).toHaveLength(1));
  const [request] = watch.receiver.requests;
  if (request) request.body = Buffer.concat([request.body, Buffer.from(" ")]);
  expect(() => watch.told()).toThrow("No matching signature found");
});

test("an answer that never comes does not keep the watch from looking", async () => {
  const silent = await startHttpServer(() => undefined);
  await watch.replaceChannel({ kind: "webhook", url: silent.url });
  await insertQuietSources(watch.pool, "First");
  watch.startWatch();
  await eventually(() => expect(silent.requests).toHaveLength(1));
  await query("UPDATE sources SET quiet_after_minutes = 120");
  await eventually(async () =>
    expect((await query("SELECT 1 FROM watch_alerts WHERE recovered_at IS NOT NULL")).rows).toHaveLength(1),
  );
  await silent.close();
});
