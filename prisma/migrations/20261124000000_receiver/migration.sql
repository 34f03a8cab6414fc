-- What a process keeps on its own disk while the database is away: as of the beat, in the shape of domain/spool-status.ts.
ALTER TABLE "heartbeats" ADD COLUMN "spool" JSONB;

-- Shared headers are masked before a request is kept, so whether they were right is kept instead: null where the source
-- asked for none or the request was refused before they were looked at. One that was wrong cannot be accepted later.
ALTER TABLE "requests" ADD COLUMN "shared_header_passed" BOOLEAN;

-- What was kept of a disabled source had been verified whole: where a shared header was required then, it was right.
UPDATE "requests" r SET "shared_header_passed" = true
WHERE r."cause" = 'source_disabled' AND r."body" IS NOT NULL AND r."accepted_later_at" IS NULL AND EXISTS (
  SELECT 1 FROM "source_secrets" x
  WHERE x."source_id" = r."source_id" AND x."kind" = 'shared_header'
    AND x."created_at" < r."received_at" - interval '1 minute' AND (x."retired_at" IS NULL OR x."retired_at" > r."received_at")
);

-- What nobody could verify yet is held in full; doors look for it every second.
CREATE INDEX "requests_held_idx" ON "requests" ("source_id", "id")
  WHERE "body" IS NOT NULL AND "accepted_later_at" IS NULL AND "cause" IN ('keys_unavailable', 'misconfigured');
