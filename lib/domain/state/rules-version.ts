/** Counts up with each change to what the rules of state compute, so that state of older rules is recognised. */
export const RULES_VERSION = 1;
