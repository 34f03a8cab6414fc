-- What one event says, reduced to what the rules of state read. Written once by the projector, never changed.
CREATE TABLE "notices" (
  "event_id" UUID NOT NULL,
  "source_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "business_id" TEXT,
  "external_id" TEXT,
  "account_id" TEXT,
  "task_types" TEXT[] NOT NULL,
  "user_id" TEXT,
  "resource" TEXT,
  "resource_id" TEXT,
  "status" TEXT,
  "message" TEXT,
  -- The provider's time where it can be used, else the time of receipt.
  "at" TIMESTAMPTZ(6) NOT NULL,
  "is_timed" BOOLEAN NOT NULL,
  "seen_at" TIMESTAMPTZ(6) NOT NULL,
  -- Equal keys of different events mean that one may be a retry of the other.
  "twin_key" BYTEA,
  CONSTRAINT "notices_pkey" PRIMARY KEY ("event_id"),
  CONSTRAINT "notices_kind_check" CHECK ("kind" IN (
    'business_created', 'business_activated', 'business_deactivated', 'account_connected', 'account_disconnected',
    'account_expired', 'account_synced', 'tasks_requested', 'tasks_completed', 'resource_created', 'resource_updated',
    'activity'
  ))
);
CREATE INDEX "notices_business_idx" ON "notices" ("source_id", "business_id", "at" DESC, "event_id" DESC) WHERE "business_id" IS NOT NULL;
CREATE INDEX "notices_status_idx" ON "notices" ("source_id", "business_id", "kind", "seen_at")
  WHERE "kind" IN ('business_created', 'business_activated', 'business_deactivated', 'tasks_requested', 'tasks_completed');
CREATE INDEX "notices_account_idx" ON "notices" ("source_id", "business_id", "account_id", "kind", "at") WHERE "account_id" IS NOT NULL;
CREATE INDEX "notices_expired_idx" ON "notices" ("at") WHERE "kind" = 'account_expired';
CREATE INDEX "notices_user_idx" ON "notices" ("source_id", "user_id", "at" DESC, "event_id" DESC) WHERE "user_id" IS NOT NULL;
CREATE INDEX "notices_resource_idx" ON "notices" ("source_id", "user_id", "resource", "resource_id") WHERE "resource_id" IS NOT NULL;
CREATE INDEX "notices_twin_key_idx" ON "notices" ("twin_key", "seen_at") WHERE "twin_key" IS NOT NULL;

-- State -----------------------------------------------------------------------------------------
-- Each row is what the rules of lib/domain/state say of all notices of its key. `decided_by` holds event ids;
-- `last_seen_at` is the receipt of the newest notice considered.

CREATE TABLE "businesses" (
  "source_id" UUID NOT NULL,
  "business_id" TEXT NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'unknown',
  "status_since" TIMESTAMPTZ(6),
  "created_at" TIMESTAMPTZ(6),
  "external_id" TEXT,
  "external_ids" TEXT[] NOT NULL DEFAULT '{}',
  "as_of" TIMESTAMPTZ(6),
  "decided_by" UUID[] NOT NULL DEFAULT '{}',
  "last_seen_at" TIMESTAMPTZ(6),
  -- Counted over every event that names the business, of whatever type.
  "event_count" INTEGER NOT NULL,
  "first_event_at" TIMESTAMPTZ(6) NOT NULL,
  "last_event_at" TIMESTAMPTZ(6) NOT NULL,
  -- Account and task events that happened after the deactivation, while inactive.
  "late_activity_count" INTEGER NOT NULL DEFAULT 0,
  "late_activity_at" TIMESTAMPTZ(6),
  CONSTRAINT "businesses_pkey" PRIMARY KEY ("source_id", "business_id"),
  CONSTRAINT "businesses_status_check" CHECK ("status" IN ('unknown', 'created', 'active', 'inactive', 'unclear'))
);
CREATE INDEX "businesses_business_id_idx" ON "businesses" ("business_id");
CREATE INDEX "businesses_external_ids_idx" ON "businesses" USING GIN ("external_ids");
CREATE INDEX "businesses_last_event_idx" ON "businesses" ("last_event_at" DESC, "source_id", "business_id");
CREATE INDEX "businesses_unclear_idx" ON "businesses" ("status_since") WHERE "status" = 'unclear';
CREATE INDEX "businesses_late_activity_idx" ON "businesses" ("status_since") WHERE "late_activity_count" > 0;
CREATE INDEX "businesses_created_at_idx" ON "businesses" ("created_at");

CREATE TABLE "connections" (
  "source_id" UUID NOT NULL,
  "business_id" TEXT NOT NULL,
  "account_id" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "since" TIMESTAMPTZ(6),
  "last_sync_at" TIMESTAMPTZ(6),
  -- The last problem, also when it is over: who ended the connection, and what brought it back.
  "problem" TEXT,
  "problem_since" TIMESTAMPTZ(6),
  "recovered_at" TIMESTAMPTZ(6),
  "recovered_by" TEXT,
  "candidates" TEXT[] NOT NULL DEFAULT '{}',
  "as_of" TIMESTAMPTZ(6),
  "decided_by" UUID[] NOT NULL,
  "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "connections_pkey" PRIMARY KEY ("source_id", "business_id", "account_id"),
  CONSTRAINT "connections_state_check" CHECK ("state" IN (
    'not_reported', 'connected', 'expired', 'disconnected', 'probably_reconnected', 'unclear'
  )),
  CONSTRAINT "connections_problem_check" CHECK ("problem" IN ('expired', 'disconnected')),
  CONSTRAINT "connections_recovered_by_check" CHECK ("recovered_by" IN ('connected', 'sync'))
);
CREATE INDEX "connections_account_id_idx" ON "connections" ("account_id");
CREATE INDEX "connections_state_idx" ON "connections" ("state", "since");

CREATE TABLE "task_lists" (
  "source_id" UUID NOT NULL,
  "business_id" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "task_types" TEXT[] NOT NULL,
  -- Of each type in the list: the receipt of the first request of this run that named it.
  "type_since" JSONB NOT NULL,
  "open_since" TIMESTAMPTZ(6),
  "last_reminder_at" TIMESTAMPTZ(6),
  "last_reconnect_reminder_at" TIMESTAMPTZ(6),
  "completed_at" TIMESTAMPTZ(6),
  "previous_completed_at" TIMESTAMPTZ(6),
  -- Seconds from the first request to the completion, oldest round first.
  "turnaround_seconds" INTEGER[] NOT NULL DEFAULT '{}',
  "is_merged" BOOLEAN NOT NULL DEFAULT false,
  "as_of" TIMESTAMPTZ(6),
  "decided_by" UUID[] NOT NULL,
  "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "task_lists_pkey" PRIMARY KEY ("source_id", "business_id"),
  CONSTRAINT "task_lists_state_check" CHECK ("state" IN ('open', 'completed', 'open_or_completed'))
);
CREATE INDEX "task_lists_state_idx" ON "task_lists" ("state", "open_since");

CREATE TABLE "users" (
  "source_id" UUID NOT NULL,
  "user_id" TEXT NOT NULL,
  "event_count" INTEGER NOT NULL,
  "first_event_at" TIMESTAMPTZ(6) NOT NULL,
  "last_event_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "users_pkey" PRIMARY KEY ("source_id", "user_id")
);
CREATE INDEX "users_user_id_idx" ON "users" ("user_id");
CREATE INDEX "users_last_event_idx" ON "users" ("last_event_at" DESC, "source_id", "user_id");

CREATE TABLE "resources" (
  "source_id" UUID NOT NULL,
  "user_id" TEXT NOT NULL,
  "resource" TEXT NOT NULL,
  "resource_id" TEXT NOT NULL,
  "status" TEXT,
  "message" TEXT,
  "certainty" TEXT NOT NULL,
  -- [{ "status", "message", "receivedAt", "eventId" }], newest first.
  "also_received" JSONB NOT NULL,
  "has_open_error" BOOLEAN NOT NULL DEFAULT false,
  "first_received_at" TIMESTAMPTZ(6) NOT NULL,
  "status_since" TIMESTAMPTZ(6) NOT NULL,
  "last_received_at" TIMESTAMPTZ(6) NOT NULL,
  "decided_by" UUID[] NOT NULL,
  "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "resources_pkey" PRIMARY KEY ("source_id", "user_id", "resource", "resource_id"),
  CONSTRAINT "resources_certainty_check" CHECK ("certainty" IN ('final', 'last_received', 'several_received', 'unclear'))
);
CREATE INDEX "resources_resource_id_idx" ON "resources" ("resource_id");
CREATE INDEX "resources_status_idx" ON "resources" ("resource", "status", "status_since");
CREATE INDEX "resources_open_error_idx" ON "resources" ("resource") WHERE "has_open_error";
CREATE INDEX "resources_unclear_idx" ON "resources" ("status_since") WHERE "certainty" = 'unclear';

-- The projector ---------------------------------------------------------------------------------

-- One row. Whoever projects holds its lock, so that two workers never apply the same events at once.
CREATE TABLE "projector" (
  "only" BOOLEAN NOT NULL DEFAULT true,
  -- The commit-ordered position up to which every event is applied, see events.tx.
  "tx" XID8 NOT NULL,
  "event_id" UUID NOT NULL,
  "rules_version" INTEGER NOT NULL,
  "projected_count" BIGINT NOT NULL DEFAULT 0,
  "projected_at" TIMESTAMPTZ(6),
  "rebuilt_at" TIMESTAMPTZ(6),
  CONSTRAINT "projector_pkey" PRIMARY KEY ("only"),
  CONSTRAINT "projector_only_check" CHECK ("only")
);
INSERT INTO "projector" ("tx", "event_id", "rules_version") VALUES ('0', '00000000-0000-0000-0000-000000000000', 1);

-- Events whose projection failed. They are stored and delivered like any other.
CREATE TABLE "parked_events" (
  "event_id" UUID NOT NULL,
  "error" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 1,
  "parked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Null once it is tried no more by itself.
  "next_attempt_at" TIMESTAMPTZ(6),
  CONSTRAINT "parked_events_pkey" PRIMARY KEY ("event_id")
);

-- The permanent comparison of live state with a recompute from the stored events: one row a difference.
CREATE TABLE "state_differences" (
  "id" UUID NOT NULL,
  "found_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "subject_kind" TEXT NOT NULL,
  "source_id" UUID NOT NULL,
  "subject_key" TEXT[] NOT NULL,
  "live" JSONB,
  "recomputed" JSONB,
  CONSTRAINT "state_differences_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "state_checks" (
  "only" BOOLEAN NOT NULL DEFAULT true,
  "checked_count" BIGINT NOT NULL DEFAULT 0,
  "checked_at" TIMESTAMPTZ(6),
  -- Where the round trip through all subjects stands.
  "position" JSONB,
  "round_finished_at" TIMESTAMPTZ(6),
  CONSTRAINT "state_checks_pkey" PRIMARY KEY ("only"),
  CONSTRAINT "state_checks_only_check" CHECK ("only")
);
INSERT INTO "state_checks" DEFAULT VALUES;

-- What operators add ----------------------------------------------------------------------------

CREATE TABLE "directory_entries" (
  "id" UUID NOT NULL,
  "external_id" TEXT,
  "business_id" TEXT,
  "user_id" TEXT,
  "display_name" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_by" TEXT NOT NULL,
  CONSTRAINT "directory_entries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "directory_entries_names_something" CHECK (num_nonnulls("external_id", "business_id", "user_id") > 0)
);
CREATE UNIQUE INDEX "directory_entries_external_id_key" ON "directory_entries" ("external_id");
CREATE UNIQUE INDEX "directory_entries_business_id_key" ON "directory_entries" ("business_id");
CREATE UNIQUE INDEX "directory_entries_user_id_key" ON "directory_entries" ("user_id");

CREATE TABLE "link_templates" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "subject_kind" TEXT NOT NULL,
  -- An https address with {businessId}, {externalId}, {accountId}, {userId} or {resourceId} in it.
  "template" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_by" TEXT NOT NULL,
  CONSTRAINT "link_templates_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "link_templates_subject_kind_check" CHECK ("subject_kind" IN ('business', 'connection', 'user', 'resource'))
);

CREATE TABLE "observations" (
  "id" UUID NOT NULL,
  "subject_kind" TEXT NOT NULL,
  "source_id" UUID NOT NULL,
  -- The ids that name the subject within its source, in the order of its table's key.
  "subject_key" TEXT[] NOT NULL,
  "says" TEXT NOT NULL,
  "note" TEXT,
  -- When the operator looked at the provider.
  "checked_at" TIMESTAMPTZ(6) NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_by" TEXT NOT NULL,
  CONSTRAINT "observations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "observations_subject_kind_check" CHECK ("subject_kind" IN ('business', 'connection', 'task_list', 'resource')),
  CONSTRAINT "observations_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "observations_created_at_idx" ON "observations" ("created_at");
CREATE INDEX "observations_subject_idx" ON "observations" ("subject_kind", "source_id", "subject_key", "checked_at" DESC);

-- What operators wrote beside an item of the work queue; the items themselves follow from state.
CREATE TABLE "work_annotations" (
  "item_key" TEXT NOT NULL,
  "assignee_id" UUID,
  "note" TEXT,
  "snoozed_until" TIMESTAMPTZ(6),
  -- Set while snoozed: the events that decided the item then. Other ones end the snooze, also one until a date.
  "snoozed_at_decision" UUID[],
  "noted_by" TEXT,
  -- The events that decided the item when the note was written.
  "noted_at_decision" UUID[],
  "version" INTEGER NOT NULL DEFAULT 1,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_by" TEXT NOT NULL,
  CONSTRAINT "work_annotations_pkey" PRIMARY KEY ("item_key"),
  CONSTRAINT "work_annotations_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "operators" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "work_annotations_updated_at_idx" ON "work_annotations" ("updated_at");

-- Gaps in the signs of life of a process, whatever its instances.
CREATE INDEX "heartbeats_process_beat_at_idx" ON "heartbeats" ("process", "beat_at");
