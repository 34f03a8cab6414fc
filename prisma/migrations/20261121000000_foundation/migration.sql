-- Ids are uuidv7 made by the application, so that PostgreSQL 15 to 17 serve as well as 18.

CREATE TYPE "provider_name" AS ENUM ('asset', 'abound');
CREATE TYPE "environment" AS ENUM ('production', 'sandbox');
CREATE TYPE "source_status" AS ENUM ('enabled', 'paused', 'disabled');
CREATE TYPE "request_outcome" AS ENUM ('accepted', 'rejected');
CREATE TYPE "delivery_status" AS ENUM (
  'pending', 'in_progress', 'retry_scheduled', 'succeeded', 'dead_lettered', 'held', 'canceled', 'discarded'
);
CREATE TYPE "operator_role" AS ENUM ('viewer', 'operator', 'admin');

-- Sources ---------------------------------------------------------------------------------------

CREATE TABLE "sources" (
  "id" UUID NOT NULL,
  "slug" TEXT NOT NULL,
  "provider" "provider_name" NOT NULL,
  "name" TEXT NOT NULL,
  "environment" "environment" NOT NULL,
  "status" "source_status" NOT NULL DEFAULT 'enabled',
  "status_reason" TEXT,
  "status_changed_at" TIMESTAMPTZ(6),
  "status_changed_by" TEXT,
  "jwks_url" TEXT,
  "pasted_jwks" JSONB,
  "simulated" BOOLEAN NOT NULL DEFAULT false,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deleted_at" TIMESTAMPTZ(6),
  CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "sources_slug_key" ON "sources" ("slug");

CREATE TABLE "source_secrets" (
  "id" UUID NOT NULL,
  "source_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "header_name" TEXT,
  "ciphertext" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "last4" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "retired_at" TIMESTAMPTZ(6),
  CONSTRAINT "source_secrets_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "source_secrets_kind_check" CHECK ("kind" IN ('signing', 'shared_header')),
  CONSTRAINT "source_secrets_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "source_secrets_source_id_idx" ON "source_secrets" ("source_id");

-- The last good key set of a source, so that a restart during the provider's outage still verifies.
CREATE TABLE "source_key_sets" (
  "source_id" UUID NOT NULL,
  "document" JSONB,
  "fetched_at" TIMESTAMPTZ(6),
  "attempted_at" TIMESTAMPTZ(6),
  "failed_since" TIMESTAMPTZ(6),
  "error" TEXT,
  CONSTRAINT "source_key_sets_pkey" PRIMARY KEY ("source_id"),
  CONSTRAINT "source_key_sets_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "source_keys" (
  "source_id" UUID NOT NULL,
  "thumbprint" TEXT NOT NULL,
  "jwk" JSONB NOT NULL,
  "first_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "gone_at" TIMESTAMPTZ(6),
  "distrusted_at" TIMESTAMPTZ(6),
  CONSTRAINT "source_keys_pkey" PRIMARY KEY ("source_id", "thumbprint"),
  CONSTRAINT "source_keys_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Requests and events ---------------------------------------------------------------------------

CREATE TABLE "events" (
  "id" UUID NOT NULL,
  "source_id" UUID NOT NULL,
  "provider_key" TEXT NOT NULL,
  "body_hash" BYTEA NOT NULL,
  "type" TEXT NOT NULL,
  "business_id" TEXT,
  "external_id" TEXT,
  "user_id" TEXT,
  "subject" TEXT,
  "occurred_at" TIMESTAMPTZ(6),
  "occurred_at_text" TEXT,
  "received_at" TIMESTAMPTZ(6) NOT NULL,
  "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
  "duplicates" INTEGER NOT NULL DEFAULT 0,
  "flags" TEXT[] NOT NULL,
  "door" TEXT NOT NULL,
  "verification_scheme" TEXT NOT NULL,
  "verification_via" TEXT NOT NULL,
  "verification_key" TEXT NOT NULL,
  -- Commit-ordered position: a reader that stays below pg_snapshot_xmin never skips a slow transaction.
  "tx" XID8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT "events_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "events_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "events_source_id_provider_key_key" ON "events" ("source_id", "provider_key");
CREATE INDEX "events_source_id_id_idx" ON "events" ("source_id", "id" DESC);
CREATE INDEX "events_source_id_type_id_idx" ON "events" ("source_id", "type", "id" DESC);
CREATE INDEX "events_type_id_idx" ON "events" ("type", "id" DESC);
CREATE INDEX "events_business_id_id_idx" ON "events" ("business_id", "id" DESC);
CREATE INDEX "events_external_id_id_idx" ON "events" ("external_id", "id" DESC);
CREATE INDEX "events_user_id_id_idx" ON "events" ("user_id", "id" DESC);
CREATE INDEX "events_subject_id_idx" ON "events" ("subject", "id" DESC);
CREATE INDEX "events_tx_id_idx" ON "events" ("tx", "id");
CREATE INDEX "events_flagged_idx" ON "events" USING GIN ("flags") WHERE "flags" <> '{}';

-- The exact bytes, apart from the event so that retention is DROP PARTITION.
CREATE TABLE "bodies" (
  "event_id" UUID NOT NULL,
  "received_at" TIMESTAMPTZ(6) NOT NULL,
  "raw" BYTEA NOT NULL,
  -- The authenticated text where it is not the raw bytes.
  "canonical" BYTEA,
  "headers" JSONB NOT NULL,
  "payload" JSONB,
  CONSTRAINT "bodies_pkey" PRIMARY KEY ("event_id", "received_at")
) PARTITION BY RANGE ("received_at");
CREATE TABLE "bodies_default" PARTITION OF "bodies" DEFAULT;

CREATE TABLE "requests" (
  "id" UUID NOT NULL,
  "source_id" UUID,
  "slug" TEXT NOT NULL,
  "door" TEXT NOT NULL,
  "outcome" "request_outcome" NOT NULL,
  "status" SMALLINT NOT NULL,
  "cause" TEXT,
  "received_at" TIMESTAMPTZ(6) NOT NULL,
  "remote_address" TEXT,
  "event_id" UUID,
  "is_duplicate" BOOLEAN NOT NULL DEFAULT false,
  "headers" JSONB,
  "body_size" INTEGER,
  "body_prefix" BYTEA,
  -- Kept in full, outside the ring: what was verified and refused, and may be accepted later.
  "body" BYTEA,
  "accepted_later_at" TIMESTAMPTZ(6),
  CONSTRAINT "requests_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "requests_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "requests_source_id_id_idx" ON "requests" ("source_id", "id" DESC);
CREATE INDEX "requests_event_id_idx" ON "requests" ("event_id");
CREATE INDEX "requests_rejected_idx" ON "requests" ("id" DESC) WHERE "outcome" = 'rejected';
CREATE INDEX "requests_cause_idx" ON "requests" ("cause", "id" DESC) WHERE "outcome" = 'rejected';
CREATE INDEX "requests_kept_idx" ON "requests" ("source_id", "id") WHERE "body" IS NOT NULL AND "accepted_later_at" IS NULL;

-- Destinations and deliveries -------------------------------------------------------------------

CREATE TABLE "destinations" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  -- Empty means every type, and every source.
  "event_types" TEXT[] NOT NULL,
  "sources" TEXT[] NOT NULL,
  "headers_ciphertext" TEXT,
  "header_names" TEXT[] NOT NULL,
  "rate" INTEGER,
  "concurrency" INTEGER NOT NULL DEFAULT 4,
  "timeout_ms" INTEGER NOT NULL DEFAULT 15000,
  "retry_schedule" INTEGER[] NOT NULL,
  "replay_webhook_id" TEXT NOT NULL DEFAULT 'same',
  "paused_at" TIMESTAMPTZ(6),
  "paused_reason" TEXT,
  "paused_by" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deleted_at" TIMESTAMPTZ(6),
  CONSTRAINT "destinations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "destinations_replay_webhook_id_check" CHECK ("replay_webhook_id" IN ('same', 'new'))
);

CREATE TABLE "destination_secrets" (
  "id" UUID NOT NULL,
  "destination_id" UUID NOT NULL,
  "ciphertext" TEXT NOT NULL,
  "last4" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(6),
  CONSTRAINT "destination_secrets_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "destination_secrets_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "destination_secrets_destination_id_idx" ON "destination_secrets" ("destination_id");

CREATE TABLE "replays" (
  "id" UUID NOT NULL,
  "name" TEXT,
  "reason" TEXT,
  "filter" JSONB,
  "event_ids" UUID[] NOT NULL,
  "destination_ids" UUID[] NOT NULL,
  "status" TEXT NOT NULL,
  "total" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_by" TEXT NOT NULL,
  CONSTRAINT "replays_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "replays_status_check" CHECK ("status" IN ('queued', 'running', 'canceling', 'canceled', 'completed'))
);

CREATE TABLE "deliveries" (
  "id" UUID NOT NULL,
  "event_id" UUID NOT NULL,
  "source_id" UUID NOT NULL,
  "destination_id" UUID NOT NULL,
  "replay_id" UUID,
  "status" "delivery_status" NOT NULL,
  "reason" TEXT,
  "trigger" TEXT NOT NULL DEFAULT 'initial',
  "triggered_by" TEXT,
  -- What receivers see; the event's id unless the destination asked for new ids on replays.
  "webhook_id" UUID NOT NULL,
  "received_at" TIMESTAMPTZ(6) NOT NULL,
  "attempt_count" INTEGER NOT NULL DEFAULT 0,
  -- Claims since the last recorded outcome; 5 mean that delivering it kills the worker.
  "open_claims" INTEGER NOT NULL DEFAULT 0,
  "fence" INTEGER NOT NULL DEFAULT 0,
  "lease_until" TIMESTAMPTZ(6),
  "worker" TEXT,
  "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_attempt_at" TIMESTAMPTZ(6),
  "last_outcome" TEXT,
  "last_status_code" INTEGER,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "completed_at" TIMESTAMPTZ(6),
  CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "deliveries_trigger_check" CHECK ("trigger" IN ('initial', 'automatic', 'manual', 'replay', 'resume')),
  CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "deliveries_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destinations" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "deliveries_replay_id_fkey" FOREIGN KEY ("replay_id") REFERENCES "replays" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX "deliveries_once_per_destination" ON "deliveries" ("event_id", "destination_id") WHERE "replay_id" IS NULL;
CREATE INDEX "deliveries_event_id_idx" ON "deliveries" ("event_id");
CREATE INDEX "deliveries_destination_id_id_idx" ON "deliveries" ("destination_id", "id" DESC);
CREATE INDEX "deliveries_replay_id_id_idx" ON "deliveries" ("replay_id", "id") WHERE "replay_id" IS NOT NULL;
-- What falls due together is sent in the order of receipt, which the event's id keeps and the delivery's own does not.
CREATE INDEX "deliveries_due_idx" ON "deliveries" ("destination_id", "next_attempt_at", "event_id") WHERE "status" IN ('pending', 'retry_scheduled');
CREATE INDEX "deliveries_leased_idx" ON "deliveries" ("lease_until") WHERE "status" = 'in_progress';
CREATE INDEX "deliveries_held_idx" ON "deliveries" ("source_id", "destination_id", "id") WHERE "status" = 'held';
-- Events by the status of a delivery, newest first. The way of a delivery that succeeds at once does not touch it.
CREATE INDEX "deliveries_trouble_idx" ON "deliveries" ("status", "event_id" DESC) INCLUDE ("source_id")
  WHERE "status" IN ('retry_scheduled', 'dead_lettered', 'held', 'canceled', 'discarded');
CREATE INDEX "deliveries_unfinished_idx" ON "deliveries" ("status", "id" DESC) WHERE "status" <> 'succeeded';
-- What operators and schedules ended, by time: the change stream reads it; attempts tell it of the rest.
CREATE INDEX "deliveries_set_aside_idx" ON "deliveries" ("updated_at") WHERE "status" IN ('held', 'canceled', 'discarded', 'dead_lettered');

CREATE TABLE "attempts" (
  "id" UUID NOT NULL,
  "delivery_id" UUID NOT NULL,
  "event_id" UUID NOT NULL,
  "destination_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "trigger" TEXT NOT NULL,
  "actor" TEXT,
  "fence" INTEGER NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL,
  "finished_at" TIMESTAMPTZ(6),
  "outcome" TEXT NOT NULL,
  "status_code" INTEGER,
  "error" TEXT,
  "duration_ms" INTEGER,
  "url" TEXT NOT NULL,
  "address" TEXT,
  "request_headers" JSONB NOT NULL,
  "response_headers" JSONB,
  "response_snippet" BYTEA,
  CONSTRAINT "attempts_pkey" PRIMARY KEY ("id", "started_at")
) PARTITION BY RANGE ("started_at");
CREATE INDEX "attempts_delivery_id_started_at_idx" ON "attempts" ("delivery_id", "started_at");
CREATE INDEX "attempts_finished_at_idx" ON "attempts" ("finished_at");
CREATE TABLE "attempts_default" PARTITION OF "attempts" DEFAULT;

-- Operators -------------------------------------------------------------------------------------

CREATE TABLE "operators" (
  "id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "role" "operator_role" NOT NULL,
  "password_hash" TEXT,
  "disabled_at" TIMESTAMPTZ(6),
  "auth_epoch" INTEGER NOT NULL DEFAULT 0,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_sign_in_at" TIMESTAMPTZ(6),
  CONSTRAINT "operators_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "operators_email_key" ON "operators" ("email");

CREATE TABLE "operator_links" (
  "id" UUID NOT NULL,
  "operator_id" UUID,
  "purpose" TEXT NOT NULL,
  "token_hash" BYTEA NOT NULL,
  "expires_at" TIMESTAMPTZ(6) NOT NULL,
  "used_at" TIMESTAMPTZ(6),
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_by" TEXT NOT NULL,
  CONSTRAINT "operator_links_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "operator_links_purpose_check" CHECK ("purpose" IN ('setup', 'invite', 'reset')),
  CONSTRAINT "operator_links_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "operator_links_token_hash_key" ON "operator_links" ("token_hash");

CREATE TABLE "sessions" (
  "sid_hash" BYTEA NOT NULL,
  "operator_id" UUID NOT NULL,
  "auth_epoch" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "revoked_at" TIMESTAMPTZ(6),
  "remote_address" TEXT,
  "user_agent" TEXT,
  CONSTRAINT "sessions_pkey" PRIMARY KEY ("sid_hash"),
  CONSTRAINT "sessions_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "sessions_operator_id_idx" ON "sessions" ("operator_id");

CREATE TABLE "sign_in_throttles" (
  "key" TEXT NOT NULL,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "window_started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "blocked_until" TIMESTAMPTZ(6),
  CONSTRAINT "sign_in_throttles_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "api_keys" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "hash" BYTEA NOT NULL,
  "last4" TEXT NOT NULL,
  "scopes" TEXT[] NOT NULL,
  "is_bootstrap" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_by" TEXT NOT NULL,
  "last_used_at" TIMESTAMPTZ(6),
  "expires_at" TIMESTAMPTZ(6),
  "revoked_at" TIMESTAMPTZ(6),
  CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys" ("hash");

-- Append-only and chained: each entry's hash covers the one before it.
CREATE TABLE "audit_entries" (
  "seq" BIGSERIAL NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT,
  "actor_label" TEXT NOT NULL,
  "remote_address" TEXT,
  "action" TEXT NOT NULL,
  "target_kind" TEXT,
  "target_id" TEXT,
  "before" JSONB,
  "after" JSONB,
  "reason" TEXT,
  "outcome" TEXT NOT NULL,
  "request_id" TEXT,
  "prev_hash" BYTEA,
  "hash" BYTEA NOT NULL,
  CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "audit_entries_target_idx" ON "audit_entries" ("target_kind", "target_id", "seq" DESC);
CREATE INDEX "audit_entries_actor_idx" ON "audit_entries" ("actor_id", "seq" DESC);
CREATE INDEX "audit_entries_action_idx" ON "audit_entries" ("action", "seq" DESC);

-- Watching ourselves ----------------------------------------------------------------------------

CREATE TABLE "heartbeats" (
  "process" TEXT NOT NULL,
  "instance" TEXT NOT NULL,
  "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "heartbeats_pkey" PRIMARY KEY ("process", "instance", "beat_at")
);
CREATE INDEX "heartbeats_beat_at_idx" ON "heartbeats" ("beat_at");

CREATE TABLE "request_minutes" (
  "minute" TIMESTAMPTZ(0) NOT NULL,
  "source_id" UUID NOT NULL,
  "type" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  -- One per writer, so that concurrent batches do not wait for each other's row.
  "lane" INTEGER NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "request_minutes_pkey" PRIMARY KEY ("source_id", "minute", "type", "outcome", "lane"),
  CONSTRAINT "request_minutes_outcome_check" CHECK ("outcome" IN ('accepted', 'duplicate', 'rejected'))
);

CREATE TABLE "ack_minutes" (
  "minute" TIMESTAMPTZ(0) NOT NULL,
  "source_id" UUID NOT NULL,
  "up_to_ms" INTEGER NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "ack_minutes_pkey" PRIMARY KEY ("source_id", "minute", "up_to_ms")
);

CREATE TABLE "attempt_minutes" (
  "minute" TIMESTAMPTZ(0) NOT NULL,
  "destination_id" UUID NOT NULL,
  "outcome" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "attempt_minutes_pkey" PRIMARY KEY ("destination_id", "minute", "outcome"),
  CONSTRAINT "attempt_minutes_outcome_check" CHECK ("outcome" IN ('succeeded', 'failed'))
);

CREATE TABLE "installation" (
  "key" TEXT NOT NULL,
  "value" JSONB NOT NULL,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "installation_pkey" PRIMARY KEY ("key")
);

-- A uuidv7 with the time of the given one, for rows whose number only the database knows.
CREATE FUNCTION "uuid_v7_beside"("id" UUID) RETURNS UUID LANGUAGE SQL VOLATILE AS $$
  SELECT encode(
    set_byte(r.bytes, 6, (get_byte(r.bytes, 6) & 15) | 112), 'hex'
  )::uuid
  FROM (SELECT substring(uuid_send("id") FROM 1 FOR 6) || substring(uuid_send(gen_random_uuid()) FROM 7) AS bytes) r
$$;

-- An event type filter: '*' stands for any run of characters, everything else for itself.
CREATE FUNCTION "type_matches"("pattern" TEXT, "type" TEXT) RETURNS BOOLEAN LANGUAGE SQL IMMUTABLE AS $$
  SELECT "type" LIKE replace(replace(replace(replace("pattern", '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
$$;

CREATE FUNCTION "refuse_audit_rewrite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only';
END;
$$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION "refuse_audit_rewrite"();
