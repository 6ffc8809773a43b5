import type { ServerResponse } from 'node:http';
import { type CallbackListener, type ListenOptions } from '../acceptor/acceptor.js';
import { Numbers } from '../clickatell/numbers.js';
import type { Activity } from '../core/activity.js';
import { type Clock } from '../core/clock.js';
import { type Addressed, type Conversation } from '../core/conversation.js';
import { ClockSkew } from '../core/skew.js';
import { Turn } from '../core/turn.js';
import { Accounts } from '../costs/accounts.js';
import { Decisions } from '../decisions/decisions.js';
import type { HeldReport } from '../holds/held.js';
import type { CallbackRequest } from '../inbound/read.js';
import { Natives } from '../sending/natives.js';
import { type Pause } from '../sending/pauses.js';
import { TemplatesAside } from '../sending/templatesAside.js';
import type { Lanes } from '../store/lanes.js';
import { type WindowPolicy } from '../window/decide.js';
import { WindowTracker } from '../window/tracker.js';
import { type ClosingHandler } from './closing.js';
import { Consents } from './consents.js';
import { FollowUps } from './followUps.js';
import { type HeldOf } from './holding.js';
import { Notifications } from './notifications.js';
import { type ChannelOptions, type WindowReport } from './options.js';
import type { TurnPort } from './port.js';
import { Publications } from './publications.js';
/** Everything between the provider and the host's turns, for any bot framework. */
export declare class Channel<Logic> {
    #private;
    readonly clock: Clock;
    readonly policy: WindowPolicy;
    readonly numbers: Numbers;
    readonly tracker: WindowTracker;
    readonly skew: ClockSkew;
    readonly natives: Natives;
    readonly aside: TemplatesAside;
    readonly lanes: Lanes;
    readonly notifications: Notifications;
    readonly followUps: FollowUps;
    readonly publications: Publications;
    readonly decisions: Decisions;
    readonly accounts: Accounts;
    readonly consent: Consents;
    constructor(options: ChannelOptions, port: TurnPort<Logic>);
    /** Begins to run turns, first those that an earlier process left behind. */
    start(): Promise<void>;
    stop(deadlineMs: number): Promise<void>;
    /** Answers a callback. `begin` starts the turns if they have not started yet. */
    process(request: CallbackRequest, response: ServerResponse, begin?: () => Promise<unknown>): Promise<void>;
    /** The numbers whose messages wait, because the provider takes none of them. */
    get paused(): Pause[];
    /** Accepts callbacks in a thread of its own. */
    listen(options: ListenOptions): Promise<CallbackListener>;
    /** Runs the handler for each status of the bot's messages. */
    onStatus(handler: Logic): void;
    /** Runs the handler after each change of a person's consent. */
    onConsent(handler: Logic): void;
    /** See `ClickatellAdapter.onWindowClosing`. @throws InvalidInputError */
    onWindowClosing(handler: ClosingHandler<Logic>): void;
    /**
     * Runs a proactive turn, behind what waits in its lane, or at once if called inside a turn of the same conversation.
     */
    proactive(conversation: Addressed, activity: Activity, logic: Logic): Promise<void>;
    /**
     * Sends a message of a turn. Resolves with the id of its first part, or an empty one if the message has no content.
     */
    send(activity: Activity, turn: Turn, conversation: Conversation): Promise<string>;
    /** A turn for messages that are sent outside of any turn. */
    detachedTurn(conversation: Conversation): Promise<Turn>;
    /** The state of a conversation's customer service window now. */
    window(conversation: Conversation): Promise<WindowReport>;
    /** What is held for a person until they write, in order. @throws InvalidInputError for a person that cannot be one. */
    held({ to, from }: Pick<HeldOf, 'to' | 'from'>): Promise<HeldReport[]>;
    /** Takes held messages back, in the conversations' lanes. Resolves with how many there were. */
    cancelHeld(which: HeldOf): Promise<number>;
}
