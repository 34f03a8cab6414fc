import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { BUSINESS_STATUSES } from "#lib/domain/state/business-state.ts";
import { BUSINESS_WORDS } from "./business-words.ts";

/** The statuses of a business as the choices of a filter. */
export const BUSINESS_STATUS_OPTIONS: readonly FilterOption[] = [
  { value: "not_inactive", label: "not inactive" },
  ...BUSINESS_STATUSES.map((status) => ({ value: status, label: BUSINESS_WORDS[status] })),
];
