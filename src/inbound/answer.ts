/** The HTTP answer to a callback. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * The answer of a status, with the reason if it is not 200. Clickatell reads only the status; the body is for people who
 * try the URL by hand.
 */
export function answerOf(status: number, reason?: string): Answer {
  const text = reason === undefined ? '{}' : JSON.stringify({ error: reason });
  return {
    status,
    text,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      ...(status === 401 && { 'www-authenticate': 'Basic realm="callbacks"' }),
      // Otherwise the rest of a slow body would be taken for the next request.
      ...(status === 408 && { connection: 'close' }),
    },
  };
}
