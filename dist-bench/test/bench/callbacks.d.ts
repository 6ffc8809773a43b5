export declare const business = "27110000001";
/** What every callback must carry. */
export declare const webhookSecret = "bench-secret";
export declare const webhookPath = "/api/messages?key=bench-secret";
export declare function personOf(index: number): string;
/** A person's text, as Clickatell calls back with it. `timestamp` is in epoch ms. */
export declare function textCallback(messageId: string, from: string, content: string, timestamp?: number): string;
/** The id of the bot's only answer to a message. */
export declare function answerIdOf(inboundMessageId: string): string;
/** A status of what the bot has sent. */
export declare function statusCallback(clientMessageId: string, status: 'DEVICE_ACK' | 'READ'): string;
