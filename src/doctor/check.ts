/**
 * `ok`: it works. `warning`: the adapter does without it, or somebody should look at it. `failed`: it has to be set right.
 * `skipped`: it could not be tried.
 */
export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

/** What the doctor says about one thing. */
export interface Check {
  /** As `key`, `webhook` or `buttons`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** What was found, and what to do. */
  readonly sentence: string;
}
