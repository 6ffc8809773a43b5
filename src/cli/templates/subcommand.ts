/** What a subcommand of `templates` has to say. */
export interface Outcome {
  /** For the standard output. */
  readonly text: string;
  /** For the standard error: what is said about the output, where that is for a file or another program. */
  readonly aside?: string;
  /** Whether the exit code is 0. */
  readonly isFine: boolean;
}

export interface Subcommand {
  readonly name: string;
  /** Its arguments, as in `<file> [--dry-run]`. */
  readonly form: string;
  readonly summary: string;
  /** Its options, one a line. */
  readonly options?: string;
  /** `stdin`: what `-` as the name of a file stands for. Throws a `ClickatellAdapterError` that says what to do. */
  run(args: readonly string[], stdin: AsyncIterable<unknown>): Promise<Outcome>;
}
