import { runControlReceiver } from "./control-receiver.ts";

// A negative control: says 200 as soon as the webhook is verified, and stores it afterwards.
await runControlReceiver(({ context }, row) => {
  void context.store.store(row);
  return Promise.resolve({ kind: "stored", eventId: row.eventId });
});
