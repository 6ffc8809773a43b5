import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageView, ThreadMessage } from '../people/view.js';
import type { FaultKind } from '../provider/faults.js';
import type { Explained } from './explain.js';
/** Something that happened in the emulator, as `GET /_emulator/events` tells it. */
export type EmulatorEvent = {
    type: 'message';
    business: string;
    person: string;
    message: MessageView;
}
/** A message was accepted, but will never reach the phone. */
 | {
    type: 'undelivered';
    business: string;
    person: string;
    message: ThreadMessage;
} | {
    type: 'status';
    business: string;
    person: string;
    messageId: string;
    status: string;
    code: number;
    at: string;
}
/** `status` is 0 if no answer came. */
 | {
    type: 'callback';
    business: string;
    person: string;
    url: string;
    event: string;
    attempt: number;
    status: number;
    ms: number;
}
/** A `POST /v1/message` was answered; `status` is 0 if it was not. `error` is the first one in the answer. */
 | {
    type: 'request';
    business: string;
    status: number;
    ms: number;
    at: string;
    persons: string[];
    accepted: number;
    error?: string;
}
/** The program said why it sent a message as it did, or not at all. */
 | {
    type: 'decision';
    business?: string;
    person?: string;
    explained: Explained;
} | {
    type: 'phone';
    person: string;
    name: string | null;
    on: boolean;
    reads: boolean;
    onWhatsApp: boolean;
}
/** A person wrote: the window is open until then. */
 | {
    type: 'window';
    business: string;
    person: string;
    closesAt: string;
}
/** Numbers or the program behind them changed. */
 | {
    type: 'setup';
} | {
    type: 'clock';
    now: string;
    offsetMs: number;
} | {
    type: 'fault';
    kind: FaultKind;
    left: number;
} | {
    type: 'reset';
};
/** What happens, as a stream of server-sent events. A reader that reconnects gets what it missed. */
export declare class EventLog {
    #private;
    get lastId(): number;
    emit(event: EmulatorEvent): void;
    /** Answers a request with the stream: from its `Last-Event-ID` on, or from `after` on if it has none. */
    stream(req: IncomingMessage, res: ServerResponse, after?: string | null): void;
}
