import { ADVISORY_LOCK } from "./advisory-lock.ts";
/** Class of the session advisory locks by which workers show that they live; the object id is the worker's number. */
export const WORKER_LOCK_CLASS = ADVISORY_LOCK.workerClass;

/** The numbers of all workers that live, as a subquery: a killed worker's lock is gone within milliseconds. */
export const LIVE_WORKER_NUMBERS = `
SELECT l.objid::text FROM pg_locks l
WHERE l.locktype = 'advisory' AND l.classid = ${WORKER_LOCK_CLASS} AND l.objsubid = 2 AND l.granted
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
