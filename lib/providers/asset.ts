import { type JsonNode, memberOf } from "#lib/domain/json-node.ts";
import { singleHeader } from "#lib/signatures/request-headers.ts";
import { verifyRsaSha256 } from "#lib/signatures/rsa-jwks.ts";
import { checkSharedHeaders } from "#lib/signatures/shared-header.ts";
import { readSignatureHeaders } from "#lib/signatures/signature-headers.ts";
import type { Authentication, EventTypeEntry, Provider, SignedRequest, SourceCredentials } from "./provider.ts";
import { readAssetNotice } from "./read-asset-notice.ts";
import { type Finding, readFacts, readId, readType, sha256Key } from "./read-facts.ts";

const ID_HEADER = "asset-id";
const SIGNATURE_HEADER = "asset-signature";

const BUSINESS = "biz_Pk2fNFDd8wj7EFeLWJywc7";

const EVENT_TYPES: readonly EventTypeEntry[] = [
  {
    type: "PLAID_ACCOUNT_CONNECTED",
    title: "Account connected",
    says: "A new account was connected through Plaid.",
    sample: plaidSample("PLAID_ACCOUNT_CONNECTED", "2026-01-12T16:04:11Z"),
  },
  {
    type: "PLAID_ACCOUNT_DISCONNECTED",
    title: "Account disconnected",
    says: "An account was disconnected in the Plaid link flow.",
    sample: plaidSample("PLAID_ACCOUNT_DISCONNECTED", "2026-01-13T09:30:00.123456+00:00"),
  },
  {
    type: "PLAID_ACCOUNT_EXPIRED",
    title: "Account expired",
    says: "Plaid found the connection inactive; the account must be reconnected.",
    sample: plaidSample("PLAID_ACCOUNT_EXPIRED", "2026-01-15T10:30:00Z"),
  },
  {
    type: "PLAID_TRANSACTIONS_SYNCED",
    title: "Transactions synced",
    says: "New transactions were synced for a connected account.",
    sample: plaidSample("PLAID_TRANSACTIONS_SYNCED", "2026-01-16T03:11:52Z"),
  },
  {
    type: "TASK_REQUEST",
    title: "Tasks requested",
    says: "Lists the kinds of tasks the business owner has to complete; sent again while they are open.",
    sample: {
      type: "TASK_REQUEST",
      content: {
        business_id: BUSINESS,
        task_types: ["categorize_transaction", "reconnect_account", "request_receipt"],
      },
    },
  },
  {
    type: "TASKS_REQUEST_COMPLETED",
    title: "Tasks completed",
    says: "The business owner completed the requested tasks.",
    sample: {
      type: "TASKS_REQUEST_COMPLETED",
      content: { business_id: BUSINESS, timestamp: "2026-01-18T19:45:03Z" },
    },
  },
  {
    type: "BUSINESS_CREATED",
    title: "Business created",
    says: "A business was created.",
    sample: businessSample("BUSINESS_CREATED", "2026-01-10T08:00:00Z"),
  },
  {
    type: "BUSINESS_ACTIVATED",
    title: "Business activated",
    says: "An inactive business was activated.",
    sample: businessSample("BUSINESS_ACTIVATED", "2026-02-01T12:00:00Z"),
  },
  {
    type: "BUSINESS_DEACTIVATED",
    title: "Business deactivated",
    says: "An active business was deactivated.",
    sample: businessSample("BUSINESS_DEACTIVATED", "2026-03-01T00:00:00Z"),
  },
];

/** The documentation mixes TASK and TASKS; the spellings one would guess mean the same. */
const ALIASES = new Map([
  ["TASKS_REQUEST", "TASK_REQUEST"],
  ["TASK_REQUEST_COMPLETED", "TASKS_REQUEST_COMPLETED"],
]);

/** Asset allows external ids of 255 characters, more than any id of its own. */
const LONGEST_EXTERNAL_ID = 255;

/** Asset (getasset.com), as described in docs/providers/asset-webhooks.txt. */
export const asset: Provider = {
  name: "asset",
  label: "Asset",
  eventTypes: EVENT_TYPES,
  retryOffsetsSeconds: [10, 30, 70, 150],
  hasKeySet: true,
  hasSecrets: false,
  allowsSharedHeader: true,
  authenticate,
  readFacts: (request) => {
    const id = singleHeader(request.headers, ID_HEADER);
    const providerKey = id.kind === "one" ? id.value : sha256Key(request.body);
    return readFacts(
      request,
      (root) => find(root, providerKey),
      () => providerKey,
    );
  },
  readNotice: readAssetNotice,
};

function authenticate({ headers, body }: SignedRequest, credentials: SourceCredentials): Authentication {
  const signed = readSignatureHeaders(headers, { id: ID_HEADER, signature: SIGNATURE_HEADER });
  if (signed.kind === "rejected") return { kind: "rejected", status: 401, cause: signed.cause };
  const shared = checkSharedHeaders(headers, credentials.sharedHeaders);
  if (shared.kind === "rejected") return { kind: "rejected", status: 401, cause: shared.cause };
  const check = verifyRsaSha256(signed, body, credentials.rsaKeys);
  switch (check.kind) {
    case "verified": {
      const { via, thumbprint, text, flags, document } = check;
      return { kind: "authentic", scheme: "rsa-sha256", via, key: thumbprint, text, flags, document };
    }
    case "rejected":
      return { kind: "rejected", status: 400, cause: check.cause };
    case "no_keys":
      return { kind: "misconfigured", cause: "no_keys" };
    case "no_match":
      return check;
  }
}

function find(root: JsonNode, providerKey: string): Finding {
  const content = memberOf(root, "content");
  const type = readType(memberOf(root, "type"), EVENT_TYPES, ALIASES);
  const isKnown = type.standing === "known";
  const isAboutAccount = type.name.startsWith("PLAID_");
  const businessId = readId(memberOf(content, "business_id"), { isRequired: isKnown });
  const accountId = readId(memberOf(content, "account_id"), { isRequired: isKnown && isAboutAccount });
  return {
    providerKey,
    type,
    businessId,
    externalId: readId(memberOf(content, "business_external_id"), {
      isRequired: false,
      longest: LONGEST_EXTERNAL_ID,
    }),
    subject: isAboutAccount || accountId.id !== null ? accountId : businessId,
    time: memberOf(content, "timestamp"),
  };
}

function plaidSample(type: string, timestamp: string) {
  return { type, content: { business_id: BUSINESS, timestamp, account_id: "eac_Ns6rRRLYVZPh4cVB7MDby5" } };
}

function businessSample(type: string, timestamp: string) {
  return { type, content: { business_id: BUSINESS, business_external_id: "ext-123", timestamp } };
}
