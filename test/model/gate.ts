/** Where everything waits while it is closed. */
export class Gate {
  #opened: Promise<void> | undefined;
  #open = () => {};

  get isClosed(): boolean {
    return this.#opened !== undefined;
  }

  close(): void {
    this.#opened ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
    this.#opened = undefined;
  }

  async passed(): Promise<void> {
    while (this.#opened) await this.#opened;
  }
}
