/** A request of the month as it came over the wire. */
export interface PastWebhook {
  slug: string;
  headers: [string, string][];
  body: Buffer;
  receivedAt: Date;
  remoteAddress: string;
  ackMs: number;
}
