-- What a resume promised for the deliveries that waited: a few are moved in its own transaction, the rest by the worker.
CREATE TABLE "delivery_releases" (
  "id" UUID NOT NULL,
  -- One of the two: whose pause ended.
  "source_id" UUID,
  "destination_id" UUID,
  "on_resume" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "delivery_releases_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "delivery_releases_on_resume_check" CHECK ("on_resume" IN ('deliver', 'discard')),
  CONSTRAINT "delivery_releases_one_check" CHECK (("source_id" IS NULL) <> ("destination_id" IS NULL))
);

-- Held deliveries are released in the order of receipt.
DROP INDEX "deliveries_held_idx";
CREATE INDEX "deliveries_held_idx" ON "deliveries" ("source_id", "destination_id", "received_at", "event_id") WHERE "status" = 'held';

-- Events for which no delivery was made when they were stored, so that the few are found among the many.
CREATE TABLE "unrouted_events" (
  "event_id" UUID NOT NULL,
  CONSTRAINT "unrouted_events_pkey" PRIMARY KEY ("event_id")
);
INSERT INTO "unrouted_events" ("event_id")
SELECT e."id" FROM "events" e WHERE NOT EXISTS (SELECT 1 FROM "deliveries" d WHERE d."event_id" = e."id");
