const POLL_MS = 20;

/** Waits until `check` no longer throws; after the limit its last error is the test's. */
export async function eventually(check: () => Promise<void> | void, limitMs = 10_000): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
