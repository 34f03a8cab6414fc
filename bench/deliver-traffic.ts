/** What is sent in the benchmarks of delivery. */
export const SIGNING_SECRET = "a-bench-signing-secret";
export const BODY_BYTES = 1024;
