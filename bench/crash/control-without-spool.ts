import { runControlReceiver } from "./control-receiver.ts";

// Loses nothing by itself. On a database that does not wait for its disk it is a negative control.
await runControlReceiver(({ context }, row) => context.store.store(row));
