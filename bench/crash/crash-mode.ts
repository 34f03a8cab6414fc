/** What is put under the hammer: the product, or a control that is known to lose. */
export interface CrashMode {
  name: string;
  /** The receiver's entry file. */
  receiver: URL;
  /** What is wrong with it; null for the product. */
  flaw: string | null;
  /** How its loss shows. */
  loses: "lost" | "undelivered" | null;
  databaseSettings: readonly string[];
  serverSettings?: readonly string[];
}

export const PRODUCT: CrashMode = {
  name: "product",
  receiver: new URL("../../bin/receiver.ts", import.meta.url),
  flaw: null,
  loses: null,
  databaseSettings: [],
};

export const CONTROLS: readonly CrashMode[] = [
  {
    name: "ack-first",
    receiver: new URL("./control-ack-first.ts", import.meta.url),
    flaw: "acknowledges before the commit",
    loses: "lost",
    databaseSettings: [],
  },
  {
    name: "enqueue-after",
    receiver: new URL("./control-enqueue-after.ts", import.meta.url),
    flaw: "makes the deliveries in a second transaction, 15 ms later",
    loses: "undelivered",
    databaseSettings: [],
  },
  {
    name: "sync-off",
    receiver: new URL("./control-without-spool.ts", import.meta.url),
    flaw: "runs on a database with synchronous_commit = off",
    loses: "lost",
    databaseSettings: ["synchronous_commit = off"],
    // As the 15 ms above: the window stands open for longer, and is the same.
    serverSettings: ["wal_writer_delay = '5s'"],
  },
];
