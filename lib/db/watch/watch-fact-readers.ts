import type { WatchFacts } from "#lib/domain/watch/watch-facts.ts";
import type { WatchKind } from "#lib/domain/watch/watch-kind.ts";
import { readCutRequestFacts } from "./cut-request-facts.ts";
import { readDeadLetterFacts, readDestinationFacts } from "./destination-facts.ts";
import { readProcessFacts } from "./process-facts.ts";
import { readExpirationFacts, readQuietFacts, readRejectionFacts, readTaxPaymentFacts } from "./source-facts.ts";
import { readSpoolFacts } from "./spool-facts.ts";

type Readers = { readonly [Kind in WatchKind]: (now: Date) => Promise<WatchFacts[Kind]> };

/** How the facts of each kind are read; each within two seconds, or a ReadTimeout. */
export const WATCH_FACT_READERS: Readers = {
  process_down: readProcessFacts,
  source_quiet: readQuietFacts,
  all_rejected: readRejectionFacts,
  destination_failing: readDestinationFacts,
  dead_letters: readDeadLetterFacts,
  spool_refusing: readSpoolFacts,
  spool_in_use: readSpoolFacts,
  spool_set_aside: readSpoolFacts,
  requests_cut: readCutRequestFacts,
  tax_payment_error: readTaxPaymentFacts,
  many_expired: readExpirationFacts,
};
