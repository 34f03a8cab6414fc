/** That a notice n of an expiry does not merely repeat the one before it. */
export const BEGINS_EXPIRY = `'account_expired' IS DISTINCT FROM (
        SELECT p.kind FROM notices p
        WHERE p.source_id = n.source_id AND p.business_id = n.business_id AND p.account_id = n.account_id
          AND p.kind IN ('account_connected', 'account_disconnected', 'account_expired') AND p.at < n.at
        ORDER BY p.at DESC LIMIT 1)`;
