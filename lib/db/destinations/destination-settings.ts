/** What an operator sets; absent members stay as they are. */
export type DestinationSettings = {
  name?: string | undefined;
  url?: string | undefined;
  eventTypes?: string[] | undefined;
  sources?: string[] | undefined;
  headers?: SealedHeaders | undefined;
  rate?: number | null | undefined;
  concurrency?: number | undefined;
  timeoutMs?: number | undefined;
  /** Seconds before each retry. */
  retrySchedule?: number[] | undefined;
  replayWebhookId?: "same" | "new" | undefined;
};

/** All custom headers as one sealed JSON object, null for none. */
export type SealedHeaders = {
  ciphertext: string | null;
  names: string[];
  /** The ciphertext that kept values were taken from: if it changed meanwhile, the change is stale. */
  basedOn: string | null;
};

export type SealedSigningSecret = { id: string; ciphertext: string; last4: string };

export type PauseChange = { paused: boolean; reason: string | null; onResume: "deliver" | "discard" };
