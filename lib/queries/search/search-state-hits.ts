import type { SearchHit } from "#lib/domain/api/search.ts";
import type { SearchCandidate } from "#lib/domain/rank-hits.ts";

interface Named {
  slug: string;
  /** The operators' name. */
  name: string | null;
}

/** A row of state as the search statements return it. */
export type StateRecord = Named &
  (
    | { kind: "business"; business_id: string; external_id: string | null; external_ids: string[] }
    | { kind: "connection"; account_id: string; business_id: string; external_id: string | null }
    | { kind: "user"; user_id: string }
    | { kind: "resource"; resource: string; resource_id: string; user_id: string }
  );

const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  taxPayments: "Tax payment",
  documents: "Document",
  paymentMethods: "Payment method",
  taxes: "Tax",
  users: "User resource",
};

export function toStateCandidate(record: StateRecord): SearchCandidate {
  switch (record.kind) {
    case "business":
      return businessCandidate(record);
    case "connection":
      return connectionCandidate(record);
    case "user":
      return userCandidate(record);
    case "resource":
      return resourceCandidate(record);
  }
}

function businessCandidate(record: Extract<StateRecord, { kind: "business" }>): SearchCandidate {
  const { slug, name, business_id: id, external_id: externalId } = record;
  const former = record.external_ids.filter((each) => each !== externalId);
  const notes = former.length === 0 ? [] : [`formerly ${former.join(", ")}`];
  const hit = titled("business", id, "Business", [name, externalId, id, ...notes]);
  const url = `/businesses/${encodeURIComponent(id)}?source=${slug}`;
  return { hit: { ...hit, source: slug, url }, texts: [id, externalId, name, ...former] };
}

function connectionCandidate(record: Extract<StateRecord, { kind: "connection" }>): SearchCandidate {
  const { slug, name, account_id: id } = record;
  const hit = titled("connection", id, "Connection", [id, `of ${name ?? record.external_id ?? record.business_id}`]);
  const url = `/connections?accountId=${encodeURIComponent(id)}`;
  return { hit: { ...hit, source: slug, url }, texts: [id] };
}

function userCandidate({ slug, name, user_id: id }: Extract<StateRecord, { kind: "user" }>): SearchCandidate {
  const url = `/users/${encodeURIComponent(id)}?source=${slug}`;
  return { hit: { ...titled("user", id, "User", [name, id]), source: slug, url }, texts: [id, name] };
}

function resourceCandidate(record: Extract<StateRecord, { kind: "resource" }>): SearchCandidate {
  const { slug, name, resource, resource_id: id, user_id: userId } = record;
  const hit = titled("resource", id, RESOURCE_WORDS[resource] ?? resource, [id, `of ${name ?? userId}`]);
  const url = `/resources?resourceId=${encodeURIComponent(id)}`;
  return { hit: { ...hit, source: slug, url }, texts: [id] };
}

/** The first thing that is known becomes the title, the others its detail. */
function titled(kind: SearchHit["kind"], id: string, what: string, parts: readonly (string | null)[]) {
  const [title = id, ...rest] = parts.filter((part) => part !== null);
  return { kind, id, what, title, detail: rest.length === 0 ? null : rest.join(" · ") };
}
