-- Events ----------------------------------------------------------------------------------------

-- One provider names businesses, the other users: an index need not hold those without.
DROP INDEX "events_business_id_id_idx", "events_external_id_id_idx", "events_user_id_id_idx", "events_subject_id_idx";
CREATE INDEX "events_business_id_id_idx" ON "events" ("business_id", "id" DESC) WHERE "business_id" IS NOT NULL;
CREATE INDEX "events_external_id_id_idx" ON "events" ("external_id", "id" DESC) WHERE "external_id" IS NOT NULL;
CREATE INDEX "events_user_id_id_idx" ON "events" ("user_id", "id" DESC) WHERE "user_id" IS NOT NULL;
CREATE INDEX "events_subject_id_idx" ON "events" ("subject", "id" DESC) WHERE "subject" IS NOT NULL;

-- As before, in one expression: the planner puts that in place of the call.
CREATE OR REPLACE FUNCTION "uuid_v7_beside"("id" UUID) RETURNS UUID LANGUAGE SQL VOLATILE AS $$
  SELECT encode(set_byte(
    overlay(uuid_send(gen_random_uuid()) PLACING substring(uuid_send("id") FROM 1 FOR 6) FROM 1 FOR 6),
    6, 112 | floor(random() * 16)::int
  ), 'hex')::uuid
$$;

-- Destinations ----------------------------------------------------------------------------------

-- Whether a destination is being spared after many failures. No row means that it never was.
CREATE TABLE "destination_breakers" (
  "destination_id" UUID NOT NULL,
  "state" TEXT NOT NULL,
  -- When the run of failures that opened it began to be answered by sparing the destination.
  "opened_at" TIMESTAMPTZ(6),
  -- The error of the last attempt as JSON, see attempts.error.
  "error" TEXT,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "probes" INTEGER NOT NULL DEFAULT 0,
  "next_probe_at" TIMESTAMPTZ(6),
  -- One worker probes at a time; its claim on that ends by itself.
  "probing_until" TIMESTAMPTZ(6),
  "closed_at" TIMESTAMPTZ(6),
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "destination_breakers_pkey" PRIMARY KEY ("destination_id"),
  CONSTRAINT "destination_breakers_state_check" CHECK ("state" IN ('closed', 'open', 'half_open')),
  CONSTRAINT "destination_breakers_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What a destination took, and when: why it did not get an event is answered by what was set when the event came.
CREATE TABLE "destination_versions" (
  "destination_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "valid_from" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "name" TEXT NOT NULL,
  "event_types" TEXT[] NOT NULL,
  "sources" TEXT[] NOT NULL,
  "is_paused" BOOLEAN NOT NULL,
  "is_deleted" BOOLEAN NOT NULL,
  CONSTRAINT "destination_versions_pkey" PRIMARY KEY ("destination_id", "version"),
  CONSTRAINT "destination_versions_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "destination_versions" ("destination_id", "version", "valid_from", "name", "event_types", "sources", "is_paused", "is_deleted")
SELECT "id", "version", CASE WHEN "version" = 1 THEN "created_at" ELSE "updated_at" END, "name", "event_types", "sources",
  "paused_at" IS NOT NULL, "deleted_at" IS NOT NULL
FROM "destinations";

-- Deliveries ------------------------------------------------------------------------------------

-- Attempts made to find out whether a spared destination is back; its schedule does not count them.
ALTER TABLE "deliveries" ADD COLUMN "probe_count" INTEGER NOT NULL DEFAULT 0;

-- Every claim and every completion writes to each index, so there are few: those who look for claims or for an event's
-- deliveries find them in others. It also keeps a replay from sending an event twice to one destination.
DROP INDEX "deliveries_leased_idx";
DROP INDEX "deliveries_event_id_idx";
DROP INDEX "deliveries_once_per_destination";
CREATE UNIQUE INDEX "deliveries_once_key" ON "deliveries" ("event_id", "destination_id", "replay_id") NULLS NOT DISTINCT;

-- Written for every attempt and read whole: nobody looks inside.
ALTER TABLE "attempts" ALTER COLUMN "request_headers" TYPE JSON, ALTER COLUMN "response_headers" TYPE JSON;

-- Replays wait behind everything else, so each of the two has an index to itself.
DROP INDEX "deliveries_due_idx";
CREATE INDEX "deliveries_due_idx" ON "deliveries" ("destination_id", "next_attempt_at", "event_id")
  WHERE "status" IN ('pending', 'retry_scheduled') AND "replay_id" IS NULL;
CREATE INDEX "deliveries_replay_due_idx" ON "deliveries" ("destination_id", "next_attempt_at", "event_id")
  WHERE "status" IN ('pending', 'retry_scheduled') AND "replay_id" IS NOT NULL;
CREATE INDEX "deliveries_replay_status_idx" ON "deliveries" ("replay_id", "status", "event_id") INCLUDE ("destination_id")
  WHERE "replay_id" IS NOT NULL;

-- Events that no destination took, by the minute of their receipt. Those that another Signalbox sent are not counted.
CREATE TABLE "unrouted_minutes" (
  "minute" TIMESTAMPTZ(0) NOT NULL,
  "source_id" UUID NOT NULL,
  "lane" INTEGER NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "unrouted_minutes_pkey" PRIMARY KEY ("source_id", "minute", "lane")
);

-- Replays ---------------------------------------------------------------------------------------

-- What a replay would send, as an operator was shown it.
CREATE TABLE "replay_previews" (
  "id" UUID NOT NULL,
  "filter" JSONB,
  "event_ids" UUID[] NOT NULL,
  -- Empty means every destination that takes the event.
  "destination_ids" UUID[] NOT NULL,
  -- Only what had been committed then is part of it.
  "snapshot" PG_SNAPSHOT NOT NULL,
  "up_to" TIMESTAMPTZ(6) NOT NULL,
  "answer" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_by" TEXT NOT NULL,
  CONSTRAINT "replay_previews_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "replays" ADD COLUMN "rate" INTEGER,
  ADD COLUMN "skip_delivered" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "skip_superseded" BOOLEAN NOT NULL DEFAULT false,
  -- Whether each destination gets only what it takes; destinations that were chosen get everything.
  ADD COLUMN "heeds_filters" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "snapshot" PG_SNAPSHOT,
  ADD COLUMN "up_to" TIMESTAMPTZ(6),
  -- Of what is replayed where: equal for two operators who start the same.
  ADD COLUMN "fingerprint" BYTEA,
  ADD COLUMN "problem" TEXT,
  ADD COLUMN "started_at" TIMESTAMPTZ(6),
  ADD COLUMN "finished_at" TIMESTAMPTZ(6),
  ADD COLUMN "canceled_by" TEXT,
  ADD COLUMN "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- False while the worker has something to send, to count or to end.
  ADD COLUMN "is_settled" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "replays_unsettled_idx" ON "replays" ("id") WHERE NOT "is_settled";
CREATE INDEX "replays_fingerprint_idx" ON "replays" ("fingerprint", "created_at");
CREATE INDEX "replays_updated_at_idx" ON "replays" ("updated_at");

-- How far a replay got at one destination.
CREATE TABLE "replay_targets" (
  "replay_id" UUID NOT NULL,
  "destination_id" UUID NOT NULL,
  -- Events to send, and how many of them have a delivery by now: the rest is untouched.
  "total" INTEGER NOT NULL DEFAULT 0,
  "queued" INTEGER NOT NULL DEFAULT 0,
  -- Left out while sending, since the event had arrived meanwhile or the destination was deleted.
  "left_out" INTEGER NOT NULL DEFAULT 0,
  "succeeded" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  "skipped" INTEGER NOT NULL DEFAULT 0,
  "last_queued_at" TIMESTAMPTZ(6),
  CONSTRAINT "replay_targets_pkey" PRIMARY KEY ("replay_id", "destination_id"),
  CONSTRAINT "replay_targets_replay_id_fkey" FOREIGN KEY ("replay_id") REFERENCES "replays" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "replay_targets_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- What was selected when the replay started, in the order of sending; those beyond `queued` have no delivery yet.
CREATE TABLE "replay_items" (
  "replay_id" UUID NOT NULL,
  "destination_id" UUID NOT NULL,
  "place" INTEGER NOT NULL,
  "event_id" UUID NOT NULL,
  CONSTRAINT "replay_items_pkey" PRIMARY KEY ("replay_id", "destination_id", "place")
);
CREATE INDEX "replay_items_replay_id_event_id_idx" ON "replay_items" ("replay_id", "event_id");

INSERT INTO "replay_targets" ("replay_id", "destination_id", "total", "queued", "succeeded", "failed", "skipped")
SELECT r."id", d."destination_id", count(*), count(*), count(*) FILTER (WHERE d."status" = 'succeeded'),
  count(*) FILTER (WHERE d."status" = 'dead_lettered'), count(*) FILTER (WHERE d."status" IN ('canceled', 'discarded'))
FROM "replays" r JOIN "deliveries" d ON d."replay_id" = r."id" GROUP BY 1, 2;
INSERT INTO "replay_items" ("replay_id", "destination_id", "place", "event_id")
SELECT "replay_id", "destination_id", row_number() OVER (PARTITION BY "replay_id", "destination_id" ORDER BY "event_id", "id"), "event_id"
FROM "deliveries" WHERE "replay_id" IS NOT NULL;

-- Watch -----------------------------------------------------------------------------------------

-- Silence for so long is worth a message; null means that nobody asked to be told.
ALTER TABLE "sources" ADD COLUMN "quiet_after_minutes" INTEGER,
  -- Since when silence counts at the earliest: when that was last set.
  ADD COLUMN "quiet_set_at" TIMESTAMPTZ(6);

-- The last beat of a process that was told to stop: its silence is nobody's incident.
ALTER TABLE "heartbeats" ADD COLUMN "is_last" BOOLEAN NOT NULL DEFAULT false;

-- The one address that is told.
CREATE TABLE "notification_channels" (
  "id" UUID NOT NULL,
  "is_only" BOOLEAN NOT NULL DEFAULT true,
  "kind" TEXT NOT NULL,
  -- The address of a Slack webhook is a secret itself.
  "url_ciphertext" TEXT NOT NULL,
  "url_hint" TEXT NOT NULL,
  "secret_ciphertext" TEXT,
  "secret_last4" TEXT,
  "is_enabled" BOOLEAN NOT NULL DEFAULT true,
  -- So many connections that expire within an hour are an incident.
  "many_expired" INTEGER NOT NULL DEFAULT 10,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_by" TEXT NOT NULL,
  CONSTRAINT "notification_channels_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "notification_channels_is_only_key" UNIQUE ("is_only"),
  CONSTRAINT "notification_channels_is_only_check" CHECK ("is_only"),
  CONSTRAINT "notification_channels_kind_check" CHECK ("kind" IN ('slack', 'webhook'))
);

-- A condition from the moment it was seen until it was over.
CREATE TABLE "watch_alerts" (
  "id" UUID NOT NULL,
  -- The kind, and of what: one alert is open for each at a time.
  "key" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "severity" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "count" INTEGER NOT NULL DEFAULT 1,
  -- The count that was last put into a message; null while nobody was told.
  "told_count" INTEGER,
  -- When it began, which may be before anybody looked.
  "since" TIMESTAMPTZ(6) NOT NULL,
  "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "recovered_at" TIMESTAMPTZ(6),
  -- How it ended, in a sentence.
  "recovery" TEXT,
  CONSTRAINT "watch_alerts_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "watch_alerts_severity_check" CHECK ("severity" IN ('bad', 'warn'))
);
CREATE UNIQUE INDEX "watch_alerts_open_key" ON "watch_alerts" ("key") WHERE "recovered_at" IS NULL;
CREATE INDEX "watch_alerts_opened_at_idx" ON "watch_alerts" ("opened_at" DESC);

-- What was or is to be sent, kept until it went out or was given up.
CREATE TABLE "watch_messages" (
  "id" UUID NOT NULL,
  -- The lines of the message: kind, title and page of each alert or recovery. No payloads, no secrets.
  "content" JSONB NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'pending',
  "attempt_count" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_error" TEXT,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "sent_at" TIMESTAMPTZ(6),
  CONSTRAINT "watch_messages_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "watch_messages_status_check" CHECK ("status" IN ('pending', 'sent', 'given_up'))
);
CREATE INDEX "watch_messages_pending_idx" ON "watch_messages" ("next_attempt_at") WHERE "status" = 'pending';
CREATE INDEX "watch_messages_created_at_idx" ON "watch_messages" ("created_at" DESC);
