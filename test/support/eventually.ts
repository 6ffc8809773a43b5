import { pause } from './pause.js';

/** Resolves once the check passes. Rejects with its error if it does not pass in time. */
export async function eventually(check: () => unknown, deadlineMs = 10_000): Promise<void> {
  const began = performance.now();
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      const waitedMs = performance.now() - began;
      if (waitedMs > deadlineMs) throw error;
      await pause(waitedMs);
    }
  }
}
