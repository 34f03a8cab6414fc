import { urlHint } from "#lib/domain/watch/url-hint.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { newSigningSecret } from "#lib/signatures/standard-webhooks.ts";
import { channelContext } from "./open-channel.ts";

type SealedSecret = { ciphertext: string; last4: string };

/** The address of a channel as it is kept, and the hint that is shown of it. */
export function sealChannelUrl(box: SecretBox, channelId: string, href: string): { ciphertext: string; hint: string } {
  return { ciphertext: box.seal(href, channelContext("url_ciphertext", channelId)), hint: urlHint(href) };
}

/** A new signing secret: `plain` is shown once, `sealed` is kept. */
export function issueChannelSecret(box: SecretBox, channelId: string): { plain: string; sealed: SealedSecret } {
  const plain = newSigningSecret();
  const ciphertext = box.seal(plain, channelContext("secret_ciphertext", channelId));
  return { plain, sealed: { ciphertext, last4: plain.slice(-4) } };
}
