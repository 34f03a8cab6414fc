export const PROVIDER_NAMES = ["asset", "abound"] as const;

/** The webhook providers this console knows how to verify and read. */
export type ProviderName = (typeof PROVIDER_NAMES)[number];
