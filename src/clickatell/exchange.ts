import type { Dispatcher } from 'undici';

/** How one HTTP request ended. What matters most is whether a byte of it can have reached the provider. */
export type Exchanged =
  | { kind: 'answer'; status: number; text: string }
  /** Certainly not written: no connection came about. */
  | { kind: 'unsent'; problem: string; cause: Error }
  /** Written, at least in part, and no whole answer came. */
  | { kind: 'lost'; problem: string; cause: Error };

/**
 * One request and its answer, within `timeoutMs` from now to the answer's last byte. Never rejects.
 *
 * The codes of errors cannot tell "not sent" from "sent, no answer": ECONNRESET is both. undici's dispatcher can: it
 * calls `onRequestStart` when a connection stands and right before the first byte is written to it.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  timeoutMs: number,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    let written: Dispatcher.DispatchController | undefined;
    let over = false;
    let status = 0;
    const chunks: Buffer[] = [];

    function end(result: Exchanged): void {
      over = true;
      clearTimeout(timer);
      resolve(result);
    }

    function fail(problem: string, cause: Error): void {
      end({ kind: written ? 'lost' : 'unsent', problem, cause });
    }

    const timer = setTimeout(() => {
      const timeout = new Error(`There was no answer within ${timeoutMs} ms.`);
      fail(`time-out after ${timeoutMs} ms`, timeout);
      written?.abort(timeout);
    }, timeoutMs);

    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        // Too late (it waited for its connection until the time was up), or undici is about to repeat a request whose
        // connection broke: a POST that we have reported on must not leave any more.
        if (over || written) controller.abort(new Error('The request is over.'));
        else written = controller;
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        end({ kind: 'answer', status, text: Buffer.concat(chunks).toString() });
      },
      onResponseError(_controller, error) {
        fail('code' in error ? String(error.code) : error.message, error);
      },
    });
  });
}
