import type { Environment } from "#lib/domain/environment.ts";
import type { EventFlag } from "#lib/domain/event-flag.ts";
import type { JsonDocument } from "#lib/domain/json-document.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import type { NoticeContent } from "#lib/domain/state/notice.ts";
import type { LabelledSecret } from "#lib/signatures/hmac.ts";
import type { RsaVerificationKey } from "#lib/signatures/jwks.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import type { SharedHeader } from "#lib/signatures/shared-header.ts";

/** What a source verifies with, as currently valid. */
export interface SourceCredentials {
  readonly rsaKeys: readonly RsaVerificationKey[];
  readonly secrets: readonly LabelledSecret[];
  /** Empty means that none is required. */
  readonly sharedHeaders: readonly SharedHeader[];
}

export interface SignedRequest {
  readonly headers: HeaderPairs;
  readonly body: Buffer;
}

export interface AuthenticRequest extends SignedRequest {
  /** The authenticated text, from `Authentication`. */
  readonly text: Buffer;
  readonly document?: JsonDocument | null;
  readonly receivedAt: Date;
  /** The source's label; without it no address is compared with it. */
  readonly environment?: Environment | undefined;
}

export type Authentication =
  | {
      readonly kind: "authentic";
      readonly scheme: "rsa-sha256" | "hmac-sha256";
      /** Which text the signature covers: the body as sent, or as Python's json.dumps writes it. */
      readonly via: "raw" | "python";
      /** The key's thumbprint or the secret's label. */
      readonly key: string;
      /** The body itself when via is raw, else its canonical text. Only this may be read and forwarded. */
      readonly text: Buffer;
      /** The text as JSON, where verifying has read it already. */
      readonly document: JsonDocument | null;
      readonly flags: readonly EventFlag[];
    }
  | { readonly kind: "rejected"; readonly status: 400 | 401; readonly cause: RejectionCause }
  /** Well formed, but no current key or secret verifies it. The caller may refresh and ask again. */
  | { readonly kind: "no_match" }
  | { readonly kind: "misconfigured"; readonly cause: "no_keys" | "no_secret" };

/** What an event says, in the columns it is found by. Every text is safe for PostgreSQL. */
export interface EventFacts {
  /** Permanent within a source; the same key again is a duplicate or a conflict. */
  readonly providerKey: string;
  /** SHA-256 of the canonical body: under one key, equal hashes are duplicates and different ones a conflict. */
  readonly bodyHash: Buffer;
  /** The catalogue's name, else what was sent (at most 200 characters), else "unparsed". */
  readonly type: string;
  readonly businessId: string | null;
  readonly externalId: string | null;
  readonly userId: string | null;
  /** What the event is about: an account, a resource, or the business itself. */
  readonly subject: string | null;
  /** The provider's own claim, ISO 8601 UTC with microseconds. With the flag `future_time` order by arrival instead. */
  readonly occurredAt: string | null;
  readonly occurredAtText: string | null;
  readonly flags: readonly EventFlag[];
  /** JSON text that jsonb takes; null when the body is not a JSON object. */
  readonly payloadJson: string | null;
}

/** A stored event as `readNotice` reads it. */
export interface NotedEvent {
  readonly type: string;
  readonly businessId: string | null;
  readonly externalId: string | null;
  readonly userId: string | null;
  readonly subject: string | null;
  readonly flags: readonly string[];
  /** The searchable copy of the body, as JSON.parse gives it; null when there is none. */
  readonly payload: unknown;
}

export interface SampleBody {
  readonly [key: string]: string | readonly string[] | SampleBody;
}

export interface EventTypeEntry {
  readonly type: string;
  readonly title: string;
  /** When the provider sends it, in one sentence. */
  readonly says: string;
  readonly sample: SampleBody;
}

/** Everything that differs between providers. Pure: no network, no clock, no storage. */
export interface Provider {
  readonly name: ProviderName;
  readonly label: string;
  readonly eventTypes: readonly EventTypeEntry[];
  /** Seconds after the first attempt at which the provider tries again; empty when it does not say. */
  readonly retryOffsetsSeconds: readonly number[];
  readonly hasKeySet: boolean;
  readonly hasSecrets: boolean;
  readonly allowsSharedHeader: boolean;
  authenticate(request: SignedRequest, credentials: SourceCredentials): Authentication;
  readFacts(request: AuthenticRequest): EventFacts;
  /** What a stored event says about a business or user; null when it names neither, or must not be trusted for state. */
  readNotice(event: NotedEvent): NoticeContent | null;
}
