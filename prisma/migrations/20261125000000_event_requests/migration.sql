-- What only the request knew of the arrival that became the event. Where body_size is set the event itself tells of that
-- request; where it is null, as with one that was accepted later or by an earlier version, the request has a row of its own.
ALTER TABLE "events" ADD COLUMN "remote_address" TEXT;
ALTER TABLE "events" ADD COLUMN "body_size" INTEGER;

-- The accepted ones with rows of their own, duplicates before all, are few among the rejected.
CREATE INDEX "requests_accepted_idx" ON "requests" ("id" DESC) WHERE "outcome" = 'accepted';
