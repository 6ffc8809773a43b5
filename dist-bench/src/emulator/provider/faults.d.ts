/**
 * What can be made to go wrong, and what each kind does. A count is of the requests, messages or callbacks that it
 * hits.
 */
export declare const faultKinds: {
    readonly error500: 'a POST /v1/message is answered 500 with error 18; nothing is accepted';
    readonly error503: 'a POST /v1/message is answered 503 with error 19; nothing is accepted';
    readonly rateLimit: 'a POST /v1/message is answered 400 with error 43; nothing is accepted';
    readonly noBalance: 'a POST /v1/message is answered 402 with error 20; nothing is accepted';
    readonly addressNotApproved: 'a POST /v1/message is answered 401 with error 7; nothing is accepted';
    readonly refuse: 'the socket of a POST /v1/message is destroyed before its body is read; nothing is accepted';
    readonly resetAfterAccept: 'the messages of a POST are accepted, and its socket is destroyed before the answer';
    readonly timeoutAfterAccept: 'the messages of a POST are accepted, and it is never answered';
    readonly partial: 'every second message of a POST with two or more is refused with error 18';
    readonly shuffle: 'the messages in the answer to a POST with two or more stand in reversed order';
    readonly statusFirst: 'the statuses of the messages of a POST are delivered before it is answered';
    readonly namelessStatus: 'a status names its message by Clickatell’s id only, without the clientMessageId';
    readonly optedOut: 'a message is refused with error 26';
    readonly windowRefused: 'a free-form message inside the window is accepted, then fails with status 131';
    readonly windowRefusedAtSubmit: 'a free-form message is refused at once with error 131';
    readonly nativeRefused: 'a message with reply buttons, a list or a link button is refused at once with error 30';
    readonly nativeFailed: 'a message with reply buttons, a list or a link button is accepted, then fails with status MEDIA_TYPE_NOT_SUPPORTED';
    readonly mediaRefused: 'an upload (POST /v1/media) is refused with 400 and error 30';
    readonly mediaError: 'an upload (POST /v1/media) is answered 500 with error 18';
    readonly mediaTampered: 'a download of media (GET /v1/media?fileId=…) brings other bytes than those of its hash';
    readonly templatePaused: 'a template is accepted, then fails with status WHATSAPP_HSM_NOT_AVAILABLE';
    readonly noBalanceLater: 'a message is accepted, then fails with status INSUFFICIENT_ACCOUNT_BALANCE (25)';
    readonly rateLimitLater: 'a message is accepted, then fails with status WHATSAPP_SERVER_RATE_LIMIT (133)';
    readonly duplicateCallback: 'a callback is delivered twice at the same time';
    readonly lateCallback: 'a callback is overtaken by the next one of the same person (or waits one second for one)';
};
export type FaultKind = keyof typeof faultKinds;
export declare function isFaultKind(kind: string): kind is FaultKind;
/** The faults that are still to come. */
export declare class Faults {
    #private;
    constructor(changed?: (kind: FaultKind, left: number) => void);
    /** Makes the fault hit the next `count` times; 0 clears it. */
    set(kind: FaultKind, count: number): void;
    /** Whether the fault hits now. Uses up one of its count. */
    take(kind: FaultKind): boolean;
    clear(): void;
    get left(): Partial<Record<FaultKind, number>>;
}
