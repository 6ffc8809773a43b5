/**
 * What can be made to go wrong, and what each kind does. A count is of the requests, messages or callbacks that it
 * hits.
 */
export const faultKinds = {
  error500: 'a POST /v1/message is answered 500 with error 18; nothing is accepted',
  error503: 'a POST /v1/message is answered 503 with error 19; nothing is accepted',
  rateLimit: 'a POST /v1/message is answered 400 with error 43; nothing is accepted',
  noBalance: 'a POST /v1/message is answered 402 with error 20; nothing is accepted',
  addressNotApproved: 'a POST /v1/message is answered 401 with error 7; nothing is accepted',
  refuse: 'the socket of a POST /v1/message is destroyed before its body is read; nothing is accepted',
  resetAfterAccept: 'the messages of a POST are accepted, and its socket is destroyed before the answer',
  timeoutAfterAccept: 'the messages of a POST are accepted, and it is never answered',
  partial: 'every second message of a POST with two or more is refused with error 18',
  shuffle: 'the messages in the answer to a POST with two or more stand in reversed order',
  statusFirst: 'the statuses of the messages of a POST are delivered before it is answered',
  namelessStatus: 'a status names its message by Clickatell’s id only, without the clientMessageId',
  optedOut: 'a message is refused with error 26',
  windowRefused: 'a free-form message inside the window is accepted, then fails with status 131',
  windowRefusedAtSubmit: 'a free-form message is refused at once with error 131',
  nativeRefused: 'a message with reply buttons, a list or a link button is refused at once with error 30',
  nativeFailed:
    'a message with reply buttons, a list or a link button is accepted, then fails with status MEDIA_TYPE_NOT_SUPPORTED',
  nativeAsText: 'a message with reply buttons, a list or a link button arrives as its words alone',
  cardRefused: 'a message with contacts, a location or a request for one is refused at once with error 30',
  quoteRefused: 'a message that quotes another one is refused with error 23',
  quoteIgnored: 'a message that quotes another one arrives without its quote',
  lost: 'a message is accepted and sent, never arrives, and no status says so',
  tapLost: 'a tap is on the phone, and no callback tells of it',
  tapAsText: 'a tap is told as a text: its title, without the data',
  mediaOff: 'an upload (POST /v1/media) is answered 404 with error 41, as if uploads were not enabled',
  fileRefused: 'a message that names an uploaded file is refused with error 23',
  inlineRefused: 'a message with its file inside (base64 in content) is refused with error 30',
  askRefused: 'a GET under /v1 is answered 401 with error 7',
  mediaRefused: 'an upload (POST /v1/media) is refused with 400 and error 30',
  mediaError: 'an upload (POST /v1/media) is answered 500 with error 18',
  mediaTampered: 'a download of media (GET /v1/media?fileId=…) brings other bytes than those of its hash',
  templatePaused: 'a template is accepted, then fails with status WHATSAPP_HSM_NOT_AVAILABLE',
  noBalanceLater: 'a message is accepted, then fails with status INSUFFICIENT_ACCOUNT_BALANCE (25)',
  rateLimitLater: 'a message is accepted, then fails with status WHATSAPP_SERVER_RATE_LIMIT (133)',
  duplicateCallback: 'a callback is delivered twice at the same time',
  lateCallback: 'a callback is overtaken by the next one of the same person (or waits one second for one)',
} as const;

/** A way in which the emulated provider can fail. */
export type FaultKind = keyof typeof faultKinds;

export function isFaultKind(kind: string): kind is FaultKind {
  return Object.hasOwn(faultKinds, kind);
}

/** The faults that are still to come. */
export class Faults {
  readonly #left = new Map<FaultKind, number>();
  readonly #changed: (kind: FaultKind, left: number) => void;

  constructor(changed: (kind: FaultKind, left: number) => void = () => {}) {
    this.#changed = changed;
  }

  /** Makes the fault hit the next `count` times; 0 clears it. */
  set(kind: FaultKind, count: number): void {
    if (count > 0) this.#left.set(kind, count);
    else this.#left.delete(kind);
    this.#changed(kind, count);
  }

  /** Whether the fault hits now. Uses up one of its count. */
  take(kind: FaultKind): boolean {
    const left = this.#left.get(kind);
    if (left === undefined) return false;
    this.set(kind, left - 1);
    return true;
  }

  clear(): void {
    this.#left.clear();
  }

  get left(): Partial<Record<FaultKind, number>> {
    return Object.fromEntries(this.#left);
  }
}
