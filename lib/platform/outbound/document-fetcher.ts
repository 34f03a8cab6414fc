import type { AddressPolicy } from "./address-policy.ts";
import type { fetchJsonDocument } from "./fetch-json-document.ts";

export type DocumentFetcher = {
  fetch(url: string): ReturnType<typeof fetchJsonDocument>;
  close(): Promise<void>;
};

/** Fetches key sets. The HTTP client is loaded by the first fetch: it would be a third of a receiver's start. */
export function createDocumentFetcher(policy: AddressPolicy): DocumentFetcher {
  let loading: ReturnType<typeof load> | null = null;
  return {
    fetch: async (url) => {
      loading ??= load(policy);
      const { agent, fetchDocument } = await loading.catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return fetchDocument(agent, url);
    },
    close: async () => {
      const loaded = await loading;
      await loaded?.agent.close();
    },
  };
}

async function load(policy: AddressPolicy) {
  const [{ createPinnedAgent }, { fetchJsonDocument: fetchDocument }] = await Promise.all([
    import("./pinned-agent.ts"),
    import("./fetch-json-document.ts"),
  ]);
  return { agent: createPinnedAgent({ policy }), fetchDocument };
}
