import { generateKeyPairSync } from "node:crypto";
import type pg from "pg";
import { writePastHeartbeats } from "#lib/db/demo/write-past-heartbeats.ts";
import { keepPartitionsAhead } from "#lib/db/keep-partitions-ahead.ts";
import { receiveHistory } from "#lib/pipeline/receive/receive-history.ts";
import { createLog } from "#lib/platform/log.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import type { PastNews } from "#lib/simulator/questions/past-news.ts";
import { planQuestions } from "#lib/simulator/questions/plan-questions.ts";
import { questionHeartbeatsSince, questionOutage } from "#lib/simulator/questions/question-answers.ts";
import { QUESTION_SOURCES, signQuestions } from "#lib/simulator/questions/sign-questions.ts";
import { readAssetSigner } from "#lib/simulator/sender-keys.ts";
import { insertSource } from "./test-sources.ts";

const SIGNING_SECRET = "appSecret_of_the_questions";
const PROCESSES = ["receiver", "worker", "console"] as const;

export interface SeededQuestions {
  readonly now: Date;
  readonly news: readonly PastNews[];
  /** The stored event of a webhook, by its key. */
  eventId(key: string): string;
}

/**
 * Writes the cast of the daily questions, back-dated from `now`, through the same stages that live webhooks pass.
 * `secret` is the installation's; the sources are `questions-asset` and `questions-abound`.
 */
export async function seedQuestions(
  { pool, secret }: { pool: pg.Pool; secret: string },
  now: Date,
): Promise<SeededQuestions> {
  const { privateKey: pem } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const { privateKey, keySet } = readAssetSigner(pem);
  const abound = { secrets: { current: SIGNING_SECRET }, environment: "sandbox", secret } as const;
  await insertSource(pool, "asset", QUESTION_SOURCES.asset, { jwks: keySet });
  await insertSource(pool, "abound", QUESTION_SOURCES.abound, abound);
  const news = planQuestions(now);
  await keepPartitionsAhead(pool, news[0]?.receivedAt ?? null);
  const options = { pool, secretBox: createSecretBox(secret), log: createLog("cli", { level: "silent" }) };
  await receiveHistory(options, signQuestions(news, { asset: privateKey, abound: SIGNING_SECRET }));
  await writePastHeartbeats(pool, beatingSpans(now));
  return { now, news, eventId: await readEventIds(pool) };
}

function beatingSpans(now: Date) {
  const outage = questionOutage(now);
  return PROCESSES.flatMap((process) => [
    { process, from: questionHeartbeatsSince(now), to: outage.from },
    { process, from: outage.to, to: now },
  ]);
}

async function readEventIds(pool: pg.Pool): Promise<(key: string) => string> {
  const { rows } = await pool.query<{ id: string; provider_key: string }>(
    "SELECT e.id, e.provider_key FROM events e JOIN sources s ON s.id = e.source_id WHERE s.slug = ANY ($1)",
    [Object.values(QUESTION_SOURCES)],
  );
  const ids = new Map(rows.map((row) => [row.provider_key, row.id]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the cast's event ${key} was not stored`);
    return id;
  };
}
