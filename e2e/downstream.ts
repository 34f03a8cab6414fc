import type { ApiClient } from "#lib/client/api-client.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";

/** A real receiver on this machine, and the destination that points at it. */
export interface Downstream {
  id: string;
  name: string;
  signingSecret: string;
  received: CountingServer["requests"];
  /** What it answers from now on; 204 at first. */
  answer(status: number): void;
}

interface Options {
  /** Slugs of the sources whose events it takes. */
  sources: string[];
  retrySchedule?: string;
  /** 1 when the story is about order. */
  concurrency?: number;
}

export interface Downstreams {
  start(name: string, options: Options): Promise<Downstream>;
  /** Deletes the destinations, so that no later story sees them fail, and closes the receivers. */
  stop(): Promise<void>;
}

export function createDownstreams(api: ApiClient): Downstreams {
  const stops: (() => Promise<void>)[] = [];
  return {
    start: async (name, options) => {
      let status = 204;
      const server = await startHttpServer((_request, response) => response.writeHead(status).end());
      const created = await api.post<Pick<Downstream, "id" | "signingSecret">>("/destinations", {
        name,
        url: `${server.url}/hooks`,
        ...options,
      });
      stops.push(async () => {
        await api.delete(`/destinations/${created.id}`);
        await server.close();
      });
      const answer = (next: number) => {
        status = next;
      };
      return { id: created.id, name, signingSecret: created.signingSecret, received: server.requests, answer };
    },
    stop: async () => {
      for (const stop of stops) await stop();
    },
  };
}
