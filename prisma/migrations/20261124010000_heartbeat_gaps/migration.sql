-- In the first heartbeat after the database was away: since when the process had tried in vain, which it did alive.
ALTER TABLE "heartbeats" ADD COLUMN "unwritten_since" TIMESTAMPTZ(3);
