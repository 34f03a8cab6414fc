import { lowestIdAt } from "#lib/db/id-at.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { BEGINS_EXPIRY } from "#lib/db/state/begins-expiry.ts";
import { TAX_PAYMENT_REST_MS } from "#lib/domain/watch/judge-sources.ts";
import type { ExpirationFact, QuietFact, RejectionFact, TaxPaymentFact } from "#lib/domain/watch/watch-facts.ts";

const HOUR_MS = 3_600_000;
const REJECTED_WITHIN_MS = 5 * 60_000;
/** The newest rejections among which the main cause is looked for. */
const MOST_CAUSES = 200;

const NAME = `s.name || CASE WHEN s.environment = 'sandbox' THEN ' (sandbox)' ELSE '' END AS name`;

export function readQuietFacts(): Promise<QuietFact[]> {
  return readRows<QuietFact>({ text: READ_QUIET, values: [] });
}

const READ_QUIET = `
SELECT s.id, s.slug, ${NAME}, s.quiet_after_minutes AS "quietAfterMinutes", last.received_at AS "lastEventAt",
  greatest(s.created_at, s.quiet_set_at, s.status_changed_at) AS "countsFrom"
FROM sources s
LEFT JOIN LATERAL (
  SELECT received_at FROM events e WHERE e.source_id = s.id ORDER BY e.id DESC LIMIT 1
) AS last ON true
WHERE s.deleted_at IS NULL AND s.status = 'enabled' AND s.quiet_after_minutes IS NOT NULL`;

/** A GET is no webhook, and a disabled source refuses on purpose. Minutes begin at a full one. */
export function readRejectionFacts(now: Date): Promise<RejectionFact[]> {
  const from = new Date(now.getTime() - REJECTED_WITHIN_MS);
  return readRows<RejectionFact>({ text: READ_REJECTIONS, values: [from, lowestIdAt(from)] });
}

const READ_REJECTIONS = `
SELECT s.id, s.slug, ${NAME}, greatest(counted.rejected - ours.count, 0)::int AS rejected, counted.accepted, counted.first AS "firstRejectedAt",
  main.cause
FROM sources s
CROSS JOIN LATERAL (
  SELECT coalesce(sum(count) FILTER (WHERE outcome = 'rejected'), 0)::int AS rejected,
    coalesce(sum(count) FILTER (WHERE outcome <> 'rejected'), 0)::int AS accepted,
    min(minute) FILTER (WHERE outcome = 'rejected') AS first
  FROM request_minutes m WHERE m.source_id = s.id AND m.minute > $1::timestamptz
) AS counted
CROSS JOIN LATERAL (
  SELECT array_agg(cause) AS causes FROM (
    SELECT r.cause FROM requests r
    WHERE r.source_id = s.id AND r.id >= $2::uuid AND counted.rejected > 0 AND r.outcome = 'rejected'
      AND r.received_at > $1::timestamptz
    ORDER BY r.id DESC LIMIT ${MOST_CAUSES}
  ) AS newest
) AS known
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count FROM unnest(known.causes) AS c (cause) WHERE cause IN ('method_not_allowed', 'source_disabled')
) AS ours
LEFT JOIN LATERAL (
  SELECT cause FROM unnest(known.causes) AS c (cause) WHERE cause NOT IN ('method_not_allowed', 'source_disabled')
  GROUP BY cause ORDER BY count(*) DESC, cause LIMIT 1
) AS main ON true
WHERE s.deleted_at IS NULL AND s.status <> 'disabled'`;

/**
 * Those that entered error since an hour before the last alert was over, as nothing before that was missed; without one
 * those of the last hour.
 */
export function readTaxPaymentFacts(now: Date): Promise<TaxPaymentFact[]> {
  return readRows<TaxPaymentFact>({ text: READ_TAX_PAYMENTS, values: [now, TAX_PAYMENT_REST_MS / 1000] });
}

const READ_TAX_PAYMENTS = `
SELECT s.id, s.slug, ${NAME}, found.count AS entered, found.first AS "firstAt", found.last AS "lastAt",
  alerts.is_open AS "isOpen"
FROM sources s
CROSS JOIN LATERAL (
  SELECT coalesce(bool_or(a.recovered_at IS NULL), false) AS is_open, max(a.recovered_at) AS over_at FROM watch_alerts a
  WHERE a.key = 'tax_payment_error:' || s.id
) AS alerts
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count, min(r.status_since) AS first, max(r.status_since) AS last FROM resources r
  WHERE r.source_id = s.id AND r.resource = 'taxPayments' AND r.status IN ('error', 'unclear') AND r.has_open_error
    AND r.status_since > coalesce(alerts.over_at, $1::timestamptz) - make_interval(secs => $2::float8)
) AS found
WHERE s.deleted_at IS NULL AND s.provider = 'abound'`;

export function readExpirationFacts(now: Date): Promise<ExpirationFact[]> {
  return readRows<ExpirationFact>({ text: READ_EXPIRATIONS, values: [new Date(now.getTime() - HOUR_MS)] });
}

const READ_EXPIRATIONS = `
SELECT s.id, s.slug, ${NAME}, coalesce(found.count, 0) AS expired, found.first AS "firstAt"
FROM sources s
LEFT JOIN (
  SELECT n.source_id, count(DISTINCT (n.business_id, n.account_id))::int AS count, min(n.at) AS first
  FROM notices n WHERE n.kind = 'account_expired' AND n.at >= $1::timestamptz AND ${BEGINS_EXPIRY} GROUP BY 1
) AS found ON found.source_id = s.id
WHERE s.deleted_at IS NULL AND s.provider = 'asset'`;
