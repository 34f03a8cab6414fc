import type { Environment } from "#lib/domain/environment.ts";
import type { EventFlag } from "#lib/domain/event-flag.ts";
import { type JsonNode, memberOf } from "#lib/domain/json-node.ts";
import { verifyHmacSha256 } from "#lib/signatures/hmac.ts";
import type {
  Authentication,
  AuthenticRequest,
  EventTypeEntry,
  Provider,
  SampleBody,
  SignedRequest,
  SourceCredentials,
} from "./provider.ts";
import { readAboundNotice } from "./read-abound-notice.ts";
import { type Finding, readFacts, readId, readType, sha256Key } from "./read-facts.ts";

const SIGNATURE_HEADER = "abound-signature";
const LONGEST_REQUEST_ID = 256;

const USER = "userId_8e01c68862ff080637075b7f0e2105bd7229f434";
const USER_ADDRESS = `https://sandbox-api.withabound.com/v2/users/${USER}`;

const EVENT_TYPES: readonly EventTypeEntry[] = [
  {
    type: "documents.created",
    title: "Document created",
    says: "A tax document was created.",
    sample: sample("documents.created", "documentId_9a1ccd4967787ea24bbcc2e818f619697b518338"),
  },
  {
    type: "documents.updated",
    title: "Document updated",
    says: "A tax document changed its status, or met an error.",
    sample: sample("documents.updated", "documentId_9a1ccd4967787ea24bbcc2e818f619697b518338", {
      resourceStatus: "error",
      resourceMessage: "payerError",
    }),
  },
  {
    type: "paymentMethods.created",
    title: "Payment method created",
    says: "A user's payment method was created.",
    sample: sample("paymentMethods.created", "paymentMethodId_3290f1"),
  },
  {
    type: "taxes.updated",
    title: "Taxes updated",
    says: "The tax figures of a user changed for one year.",
    sample: sample("taxes.updated", "2026"),
  },
  {
    type: "taxPayments.created",
    title: "Tax payment created",
    says: "A tax payment was created.",
    sample: sample("taxPayments.created", "taxPaymentId_7777", { resourceStatus: "created" }),
  },
  {
    type: "taxPayments.updated",
    title: "Tax payment updated",
    says: "A tax payment changed its status, or met an error.",
    sample: sample("taxPayments.updated", "taxPaymentId_7777", { resourceStatus: "pending" }),
  },
  {
    type: "users.updated",
    title: "User updated",
    says: "A user's data changed.",
    sample: sample("users.updated", USER),
  },
];

/** Older documentation names the resources in the singular. */
const ALIASES = new Map([
  ["document.created", "documents.created"],
  ["document.updated", "documents.updated"],
  ["paymentMethod.created", "paymentMethods.created"],
  ["taxPayment.created", "taxPayments.created"],
  ["taxPayment.updated", "taxPayments.updated"],
  ["user.updated", "users.updated"],
]);

/** Abound (withabound.com), as described in docs/providers/abound-webhooks.txt; bodies of its API v4 are read too. */
export const abound: Provider = {
  name: "abound",
  label: "Abound",
  eventTypes: EVENT_TYPES,
  retryOffsetsSeconds: [],
  hasKeySet: false,
  hasSecrets: true,
  allowsSharedHeader: false,
  authenticate,
  readFacts: (request) =>
    readFacts(
      request,
      (root) => find(root, request),
      () => sha256Key(request.body),
    ),
  readNotice: readAboundNotice,
};

function authenticate({ headers, body }: SignedRequest, { secrets }: SourceCredentials): Authentication {
  const check = verifyHmacSha256({ headers, headerName: SIGNATURE_HEADER, body, secrets });
  switch (check.kind) {
    case "verified": {
      const flags: readonly EventFlag[] = check.isDocumentedForm ? [] : ["signature_form"];
      return {
        kind: "authentic",
        scheme: "hmac-sha256",
        via: "raw",
        key: check.label,
        text: body,
        flags,
        document: null,
      };
    }
    case "rejected":
      return { kind: "rejected", status: 401, cause: check.cause };
    case "no_secret":
      return { kind: "misconfigured", cause: "no_secret" };
    case "no_match":
      return check;
  }
}

function find(root: JsonNode, { body, environment }: AuthenticRequest): Finding {
  const type = readType(memberOf(root, "event"), EVENT_TYPES, ALIASES);
  const isKnown = type.standing === "known";
  const resourceId = readId(memberOf(root, "resourceId"), {
    // Taxes are kept by year, so their id may be a year or missing.
    isRequired: isKnown && type.name !== "taxes.updated",
    mayBeInteger: true,
  });
  const address = readAddress(memberOf(root, "resourceURL") ?? memberOf(root, "resourceUrl"));
  return {
    providerKey: requestId(root) ?? sha256Key(body),
    type,
    userId: readId(memberOf(root, "userId"), { isRequired: isKnown }),
    subject: resourceId,
    time: memberOf(root, "timestamp"),
    flags: address === null ? [] : addressFlags(address, resourceId.isSound ? resourceId.id : null, environment),
  };
}

/** `webhookRequestId`, or in the v4 form, which has no `resource`, `id`. */
function requestId(root: JsonNode): string | null {
  const isV4 = memberOf(root, "resource") === undefined && memberOf(root, "timestamp") !== undefined;
  const node = memberOf(root, "webhookRequestId") ?? (isV4 ? memberOf(root, "id") : undefined);
  if (node?.kind !== "string" || node.value === "" || node.value.length > LONGEST_REQUEST_ID) return null;
  // A text that PostgreSQL cannot hold must not become a key: replacing characters could make two ids one.
  return node.value.includes("\u0000") || !node.value.isWellFormed() ? null : node.value;
}

/** The address is only ever compared, never fetched. */
function readAddress(node: JsonNode | undefined): URL | null {
  return node?.kind === "string" ? URL.parse(node.value) : null;
}

function addressFlags(address: URL, resourceId: string | null, environment: Environment | undefined): EventFlag[] {
  const flags: EventFlag[] = [];
  const lastSegment = address.pathname.split("/").findLast((segment) => segment !== "");
  if (resourceId !== null && lastSegment !== resourceId && lastSegment !== encodeURIComponent(resourceId)) {
    flags.push("id_mismatch");
  }
  const named = (["sandbox", "production"] as const).find((name) => address.hostname.startsWith(name));
  if (environment !== undefined && named !== undefined && named !== environment) flags.push("env_mismatch");
  return flags;
}

function sample(event: string, resourceId: string, status: SampleBody = {}): SampleBody {
  const resource = event.slice(0, event.indexOf("."));
  return {
    resource,
    resourceId,
    resourceURL: resource === "users" ? USER_ADDRESS : `${USER_ADDRESS}/${resource}/${resourceId}`,
    ...status,
    event,
    userId: USER,
    webhookId: "webhookId_7777777",
    webhookURL: "https://example.com/hooks/abound",
    webhookRequestId: "webhookRequestId_1612383074723",
  };
}
