import { setTimeout as sleep } from "node:timers/promises";
import { runControlReceiver } from "./control-receiver.ts";

// A negative control: the event is committed first, and its deliveries 15 ms later in a transaction of their own.
const BETWEEN_MS = 15;

await runControlReceiver(async ({ context, pool }, row) => {
  const outcome = await context.store.store({ ...row, fansOut: false });
  if (outcome.kind !== "stored") return outcome;
  await sleep(BETWEEN_MS);
  try {
    await pool.query(ENQUEUE, [row.eventId]);
    return outcome;
  } catch (error) {
    return { kind: "unavailable", error };
  }
});

const ENQUEUE = `
INSERT INTO deliveries (id, event_id, source_id, destination_id, status, webhook_id, received_at)
SELECT uuid_v7_beside(e.id), e.id, e.source_id, d.id, 'pending', e.id, e.received_at
FROM events e CROSS JOIN destinations d WHERE e.id = $1 AND d.deleted_at IS NULL`;
