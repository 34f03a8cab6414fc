import { readRows } from "#lib/db/read-rows.ts";

export type SealedChannel = {
  id: string;
  kind: string;
  urlCiphertext: string;
  secretCiphertext: string | null;
  isEnabled: boolean;
};

/** The one address that is told, sealed as it is stored; null when there is none. */
export async function readChannel(): Promise<SealedChannel | null> {
  const [channel] = await readRows<SealedChannel>({ text: READ_CHANNEL, values: [] });
  return channel ?? null;
}

const READ_CHANNEL = `
SELECT id, kind, url_ciphertext AS "urlCiphertext", secret_ciphertext AS "secretCiphertext", is_enabled AS "isEnabled"
FROM notification_channels LIMIT 1`;
