import type { Prisma } from "#lib/db/generated/client.ts";

/** A secret of a source on its way into the database: sealed, with what may be shown of it. */
export type SealedSecret = {
  id: string;
  kind: "signing" | "shared_header";
  label: string;
  headerName: string | null;
  ciphertext: string;
  fingerprint: string;
  last4: string;
};

/** Where a source's public keys come from; one replaces the other. */
export type KeySetOrigin = { kind: "url"; url: string } | { kind: "pasted"; document: Prisma.InputJsonObject };

export type SourceSettings = {
  name?: string | undefined;
  environment?: "production" | "sandbox" | undefined;
  keySet?: KeySetOrigin | undefined;
  /** Null: nobody is told of silence. */
  quietAfterMinutes?: number | null | undefined;
  addSecrets: SealedSecret[];
  /** Ids of secrets and shared headers that stop counting at once. */
  retireSecrets: string[];
};

export const MAX_SIGNING_SECRETS = 5;
