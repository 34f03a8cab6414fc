import pg from "pg";
import type { Channel } from "./notify-channel.ts";

type ListenOptions = {
  url: string;
  channels: readonly Channel[];
  onNotify: (channel: string) => void;
  /** Told when the connection breaks; it is made again every second until `stop`. */
  onError: (error: unknown) => void;
};

const RECONNECT_MS = 1_000;

/** Listens on a connection of its own. Notifications are hints: what is sent while it is down is not repeated. */
export function listenChannels({ url, channels, onNotify, onError }: ListenOptions): { stop: () => Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: "signalbox stream", keepAlive: true });
    client = next;
    next.on("notification", ({ channel }) => onNotify(channel));
    next.on("error", (error) => retry(next, error));
    next.on("end", () => retry(next, new Error("the listening connection ended")));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${channel}`);
    } catch (error) {
      retry(next, error);
    }
  }

  function retry(broken: pg.Client, error: unknown): void {
    if (isStopped || client !== broken) return;
    client = null;
    onError(error);
    // Its own end is of no more interest, and may fail as it did.
    broken.end().catch(() => undefined);
    timer = setTimeout(() => void connect(), RECONNECT_MS);
    timer.unref();
  }

  void connect();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await client?.end().catch(onError);
    },
  };
}
