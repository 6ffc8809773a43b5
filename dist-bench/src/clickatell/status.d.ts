/** What the provider says about a message that it accepted. */
export interface MessageStatus {
    apiMessageId: string;
    /** Clickatell's name of the status, as `DEVICE_ACK`. It has precedence over the number. */
    status: string | undefined;
    statusCode: number | undefined;
}
/** Reads the answer to `GET /v1/message/{apiMessageId}`; `undefined` if it has no status. */
export declare function parseStatus(apiMessageId: string, body: unknown): MessageStatus | undefined;
