import type { KeyObject } from "node:crypto";
import type { SealedChannel } from "#lib/db/watch/read-channel.ts";
import type { SealContext, SecretBox } from "#lib/platform/secret-box.ts";
import { signingKey } from "#lib/signatures/standard-webhooks.ts";

/** An address that can be told. A webhook is signed, Slack is not. */
export type Channel = { kind: "slack"; url: string } | { kind: "webhook"; url: string; key: KeyObject };

export function channelContext(column: "url_ciphertext" | "secret_ciphertext", rowId: string): SealContext {
  return { table: "notification_channels", column, rowId };
}

/** Opens the address and its secret. Throws when they were sealed with another key. */
export function openChannel(box: SecretBox, sealed: SealedChannel): Channel {
  const url = box.open(sealed.urlCiphertext, channelContext("url_ciphertext", sealed.id));
  if (sealed.kind === "slack") return { kind: "slack", url };
  const secret = box.open(sealed.secretCiphertext ?? "", channelContext("secret_ciphertext", sealed.id));
  const key = signingKey(secret);
  if (key === null) throw new Error("the signing secret of the notification address is none");
  return { kind: "webhook", url, key };
}
