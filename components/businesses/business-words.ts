import type { BusinessStatus } from "#lib/domain/state/business-state.ts";

/** Asset activates only what was deactivated, so "active" is said of nothing. */
export const BUSINESS_WORDS = {
  created: "in use · never deactivated",
  active: "in use",
  inactive: "inactive",
  unknown: "not reported",
  unclear: "unclear",
} satisfies Record<BusinessStatus, string>;
