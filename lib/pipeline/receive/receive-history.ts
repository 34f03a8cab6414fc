import type pg from "pg";
import type { RejectionRow } from "#lib/db/record-rejections.ts";
import type { StoreRow } from "#lib/db/store-batch.ts";
import type { KeepOutcome } from "#lib/pipeline/store/keeper.ts";
import { createStore, type Store } from "#lib/pipeline/store/store.ts";
import { SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import { newIdAt } from "#lib/platform/ids.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import { AckHistogram } from "./ack-histogram.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import type { WholeRequest } from "./kept-requests.ts";
import { type Answer, type ReceiveContext, receiveWebhook } from "./receive-webhook.ts";
import { RejectionLog } from "./rejection-log.ts";

/** A webhook request of the past. */
export interface PastRequest {
  slug: string;
  headers: HeaderPairs;
  body: Buffer;
  receivedAt: Date;
  remoteAddress: string | null;
  /** How long the door took to answer it. */
  ackMs: number;
}

interface HistoryOptions {
  pool: pg.Pool;
  secretBox: SecretBox;
  log: Logger;
}

/** No more than one batch: of two at once, neither sees which businesses the other brings in. */
const AT_ONCE = 100;
/** Doors draw their lanes below two million, so the counts of a running door are not contended for. */
const LANE = 2_000_000;

/**
 * Takes requests of the past in, in the given order: each is verified and stored or refused as at a door, at the time
 * it carries. Returns how many got each status.
 */
export async function receiveHistory(
  options: HistoryOptions,
  requests: readonly PastRequest[],
  onProgress?: (received: number) => void,
): Promise<Map<Answer["status"], number>> {
  const registry = new PastRegistry(options);
  await registry.refresh();
  const rejections = new PastRejections({ ...options, lane: LANE });
  const acks = new PastAcks(requests);
  const context = pastContext(options, { registry, rejections, acks });
  const statuses = new Map<Answer["status"], number>();
  for (let from = 0; from < requests.length; from += AT_ONCE) {
    const answers = await Promise.all(
      requests.slice(from, from + AT_ONCE).map((request) => {
        registry.time = request.receivedAt;
        // It asks for the time before anything else, and at once.
        return receiveWebhook(context, toIncoming(request));
      }),
    );
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    onProgress?.(Math.min(from + AT_ONCE, requests.length));
  }
  await rejections.flush();
  await acks.flush(options.pool);
  return statuses;
}

type PastParts = Pick<ReceiveContext, "registry" | "rejections" | "acks">;

function pastContext({ pool }: HistoryOptions, parts: PastParts): ReceiveContext {
  const { registry } = parts;
  const store = createStore({ pool, lane: LANE });
  return {
    ...parts,
    store,
    keeper: { keep: (row) => keepDated(store, row) },
    verify: {
      keySets: { refreshOnDemand: async () => "refreshed" },
      findSource: (slug) => registry.find(slug),
      now: () => registry.now(),
    },
  };
}

function toIncoming({ slug, headers, body, remoteAddress }: PastRequest): IncomingRequest {
  return {
    door: "receiver",
    method: "POST",
    slug,
    headers,
    contentLength: body.length,
    remoteAddress,
    readBody: async () => ({ kind: "complete", body }),
  };
}

class PastRegistry extends SourceRegistry {
  time = new Date(0);

  override now(): Date {
    return this.time;
  }
}

class PastRejections extends RejectionLog {
  override note(row: RejectionRow): void {
    super.note(dated(row));
  }

  override keep(row: WholeRequest): Promise<void> {
    return super.keep(dated(row));
  }

  override hold(row: WholeRequest): void {
    super.hold(dated(row));
  }
}

/** Lists go by id, so the id has to sort at the time of the row. */
function dated<T extends RejectionRow>(row: T): T {
  return { ...row, id: newIdAt(new Date(row.receivedAt)) };
}

/** History is written to the database or not at all. */
async function keepDated(store: Store, row: StoreRow): Promise<KeepOutcome> {
  const outcome = await store.store({ ...row, requestId: newIdAt(new Date(row.receivedAt)) });
  switch (outcome.kind) {
    case "unavailable":
    case "impossible":
    case "overloaded":
      return { kind: "refused", reason: "The database did not store it." };
    default:
      return outcome;
  }
}

/** Counts the times of back then instead of those measured now. */
class PastAcks extends AckHistogram {
  readonly #ackMs: ReadonlyMap<number, number>;

  constructor(requests: readonly PastRequest[]) {
    super();
    this.#ackMs = new Map(requests.map(({ receivedAt, ackMs }) => [receivedAt.getTime(), ackMs]));
  }

  override record(sourceId: string, at: Date, durationMs: number): void {
    super.record(sourceId, at, this.#ackMs.get(at.getTime()) ?? durationMs);
  }
}
