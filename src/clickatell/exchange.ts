import type { Dispatcher } from 'undici';

/** How one HTTP request ended, and above all whether any of it can have reached the provider. */
export type Exchanged =
  /** `date`: when the provider answered, by its own clock (the header). */
  | { kind: 'answer'; status: number; text: string; date: string | undefined }
  /** Certainly not written, because there was no connection. */
  | { kind: 'unsent'; problem: string; cause: Error }
  /** Written, at least in part, without a complete answer. */
  | { kind: 'lost'; problem: string; cause: Error };

/**
 * Makes one request, within `timeoutMs` from now to the answer's last byte. Never rejects.
 *
 * Error codes do not distinguish "not sent" from "sent, no answer": ECONNRESET can be either. undici's dispatcher does:
 * it calls `onRequestStart` when there is a connection, right before the first byte is written to it.
 *
 * `leaves` is called at that moment, in the same tick. If it throws, nothing is written.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  timeoutMs: number,
  leaves?: () => void,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    let written: Dispatcher.DispatchController | undefined;
    let over = false;
    let status = 0;
    let date: string | undefined;
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
        // Either the time was up before there was a connection, or undici is about to repeat a request whose connection
        // broke. In both cases we have reported the outcome, so the request must not leave now.
        if (over || written) {
          controller.abort(new Error('The request is over.'));
          return;
        }
        try {
          leaves?.();
          written = controller;
        } catch (error) {
          controller.abort(error instanceof Error ? error : new Error(String(error)));
        }
      },
      onResponseStart(_controller, statusCode, headers) {
        status = statusCode;
        date = typeof headers.date === 'string' ? headers.date : undefined;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        end({ kind: 'answer', status, text: Buffer.concat(chunks).toString(), date });
      },
      onResponseError(_controller, error) {
        fail('code' in error ? String(error.code) : error.message, error);
      },
    });
  });
}
