import { z } from 'zod';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, conversationOf } from '../core/conversation.js';
import { HandOffOverError, InvalidInputError, NotHandedOffError } from '../core/errors.js';
import { isAddress } from '../core/person.js';
import type { Write } from '../core/write.js';
import { type HandOffBook, keptMs, queuesOf } from '../handoff/book.js';
import type { DeskQueue } from '../handoff/queue.js';
import {
  type DeskAttachment,
  type DeskMessage,
  type HandOff,
  type HandOffOutcome,
  type HandOffState,
  taken,
  withMessage,
} from '../handoff/record.js';
import type { LaneItem } from '../store/lanes.js';
import { bind } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import type { HoldWith, TemplateMessage, WhenClosed } from '../templates/message.js';
import { type WindowPolicy, type WindowState, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { HandOffInput, HandOffs } from './handOffs.js';
import type { Links } from './links.js';
import { parseNotification } from './notification.js';
import type { Notifications } from './notifications.js';
import { anybody } from './publication.js';
import type { NotificationReport } from './report.js';

/** A conversation that a human has, or had. Times are in epoch ms. */
export interface DeskConversation {
  /** The conversation's id. */
  readonly id: string;
  readonly handOff: string;
  readonly person: string;
  /** Our number. */
  readonly business: string;
  readonly name?: string;
  readonly reason: string;
  readonly context?: unknown;
  readonly state: HandOffState;
  readonly since: number;
  /** When it ends by itself if nobody writes, or when it has ended. */
  readonly until: number;
  readonly agent?: string;
  readonly window: WindowState;
  readonly last?: HandOff['last'];
  /** How many messages of the person nobody has answered. */
  readonly unanswered: number;
}

/** A message of a conversation, as a human is shown it. */
export interface DeskMessageReport extends DeskMessage {
  /** What became of a human's message. */
  readonly state?: NotificationReport['state'];
  readonly sentAs?: NotificationReport['sentAs'];
  /** Why it was sent as a template, is held, or was not sent. */
  readonly reason?: string;
}

/** What a human says. It has a `text`, a `template` or both, as a notification has, or files. */
export interface DeskReplyInput {
  readonly text?: string;
  readonly template?: TemplateMessage;
  readonly attachments?: readonly (DeskAttachment & { readonly contentUrl: string })[];
  /** Default: a template goes out, and anything else is held until the person writes, if the catalogue can ask for that. */
  readonly whenClosed?: WhenClosed | HoldWith;
  /** The idempotency key, among those of all notifications: the same id is the same reply. Default: a random id. */
  readonly id?: string;
  /** Who says it. */
  readonly agent?: string;
}

export interface DeskSideDeps {
  readonly clock: Clock;
  readonly policy: Pick<WindowPolicy, 'marginMs'>;
  readonly templates: TemplateCatalog;
  readonly numbers: () => readonly string[];
  readonly tracker: Pick<WindowTracker, 'read'>;
  readonly links: Pick<Links, 'resolve'>;
  readonly book: HandOffBook;
  readonly queue: DeskQueue;
  readonly handOffs: Pick<HandOffs<never>, 'item' | 'prolongWrites'>;
  readonly notifications: Pick<Notifications, 'acceptReply' | 'outcome'>;
  readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
  /** Waits until what the conversation's lane has accepted has run, unless its own turn is what asks. */
  readonly settled: (conversation: Conversation) => Promise<void>;
  readonly begin: (conversation: Conversation, given: HandOffInput) => Promise<{ id: string }>;
}

interface Found {
  readonly conversation: Conversation;
  /** The conversation's id. */
  readonly id: string;
  readonly handOff: HandOff;
}

const file = z.strictObject({
  contentType: z.string('must be a MIME type').min(1, 'must be a MIME type'),
  contentUrl: z.string('must be the address of the file').min(1, 'must be the address of the file'),
  name: z.string('must be a text').optional(),
});
const said = z.object({
  agent: z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(128, 'must be at most 128 characters long')
    .optional(),
  attachments: z.array(file, 'must be a list of 1 to 10 files').min(1).max(10).optional(),
});

/** What a desk asks of the channel, and does: for the program that a desk talks to. Conversations go by their ids. */
export class DeskSide {
  readonly #deps: DeskSideDeps;

  constructor(deps: DeskSideDeps) {
    this.#deps = deps;
  }

  /**
   * The conversations that are handed off, longest first: those that nobody has answered (`waiting`), those that a human
   * has as well, or also those whose hand-off has ended in the last 30 days (`all`).
   */
  async conversations(which: 'waiting' | 'open' | 'all' = 'open'): Promise<DeskConversation[]> {
    const { book, numbers, clock } = this.#deps;
    const ids = await book.listed(numbers(), which === 'all');
    const handOffs = await book.readMany(ids);
    const shown = ids.map((id, at) => this.#shown(id, handOffs[at]));
    const all = (await Promise.all(shown)).filter((each) => each !== undefined);
    const isWanted = ({ state, until }: DeskConversation) =>
      which === 'waiting'
        ? state === 'waiting'
        : state !== 'closed' || (which === 'all' && until > clock.now() - keptMs);
    return all.filter(isWanted).sort((one, other) => one.since - other.since);
  }

  /** One conversation, by its id. @throws InvalidInputError, NotHandedOffError */
  async conversation(id: string): Promise<DeskConversation> {
    const found = await this.#found(id);
    const shown = await this.#shown(found.id, found.handOff);
    if (!shown) throw new NotHandedOffError();
    return shown;
  }

  /** What was said before the hand-off and since, in order. @throws InvalidInputError, NotHandedOffError */
  async messages(id: string): Promise<DeskMessageReport[]> {
    const { book, notifications } = this.#deps;
    const { handOff } = await this.#found(id);
    const messages = await book.messages(handOff);
    return Promise.all(
      messages.map(async (message) => {
        const outcome = message.from === 'agent' ? await notifications.outcome(message.id) : undefined;
        if (!outcome) return message;
        const { state, sentAs, reason } = outcome;
        return { ...message, state, sentAs, reason };
      }),
    );
  }

  /**
   * A human answers. Like a notification, it goes out as it is while the window is open, and otherwise as a template, or
   * is held until the person writes, or is refused; but it does not wait for the end of the hand-off. Resolves once it is
   * stored; `adapter.notification(id)` reports its state.
   *
   * @throws InvalidInputError that names the wrong field, NotHandedOffError, HandOffOverError, NotificationIdReusedError,
   * NotificationUnsettledError.
   */
  async reply(id: string, given: DeskReplyInput): Promise<{ id: string }> {
    const { notifications, clock, book, handOffs, templates } = this.#deps;
    const { conversation, handOff, id: lane } = await this.#open(id);
    const { agent, attachments } = checked(given);
    const { text, template, id: key } = given;
    // What a human has written is not thrown away because the window has closed since.
    const mayHold = template === undefined && templates.reengagement !== undefined;
    const whenClosed = given.whenClosed ?? (mayHold ? 'hold' : undefined);
    const words = text ?? (template ? undefined : (attachments?.[0]?.name ?? (attachments && 'A file')));
    const { person: to, business: from } = conversation;
    const notification = {
      ...{ to, from },
      ...(words !== undefined && { text: words }),
      ...(template && { template }),
      ...(whenClosed && { whenClosed }),
      ...(key !== undefined && { id: key }),
    };
    const reply = { handOff: handOff.id, queue: handOff.queue, ...(attachments && { attachments }) };
    return notifications.acceptReply(notification, reply, (replyId) => {
      const message: DeskMessage = {
        ...{ id: replyId, at: clock.now(), from: 'agent', text: words ?? this.#textOf(template) },
        ...(attachments && { attachments }),
        ...(agent !== undefined && { agent }),
      };
      return {
        items: handOff.state === 'waiting' ? [handOffs.item(lane, { act: 'accept', id: handOff.id })] : [],
        writes: [
          book.messageWrite(handOff, message),
          book.changeWrite(lane, handOff.id, (current) => withMessage(current, message)),
          ...handOffs.prolongWrites(conversation, handOff),
        ],
      };
    });
  }

  /** A human takes the conversation. @throws InvalidInputError, NotHandedOffError, HandOffOverError */
  async open(id: string, { agent }: { readonly agent?: string } = {}): Promise<void> {
    const { accept, book, handOffs } = this.#deps;
    const { conversation, handOff, id: lane } = await this.#open(id);
    checked({ ...(agent !== undefined && { agent }) });
    const item = handOffs.item(lane, { act: 'accept', id: handOff.id });
    const takes = book.changeWrite(lane, handOff.id, (current) => taken(current, agent));
    await accept(handOff.state === 'waiting' ? [item] : [], [takes, ...handOffs.prolongWrites(conversation, handOff)]);
  }

  /**
   * Gives the conversation back to the bot, behind what was said before. Resolves once the bot has it; nothing happens if
   * it has. `message` is for the bot, in the event `handoff.status`.
   *
   * @throws InvalidInputError, NotHandedOffError
   */
  async close(id: string, given: { readonly state?: HandOffOutcome; readonly message?: string } = {}): Promise<void> {
    const { accept, handOffs, settled } = this.#deps;
    const { state = 'completed', message } = given;
    const words: unknown = message;
    if (state !== 'completed' && state !== 'failed') {
      throw new InvalidInputError('state', 'must be "completed" or "failed"');
    }
    if (words !== undefined && typeof words !== 'string') throw new InvalidInputError('message', 'must be a text');
    const { conversation, handOff, id: lane } = await this.#found(id);
    if (handOff.state === 'closed') return;
    const ending = { act: 'end', id: handOff.id, state, ...(message !== undefined && { message }) } as const;
    await accept([handOffs.item(lane, ending)], []);
    await settled(conversation);
  }

  /** Hands a conversation off. See `adapter.handOff`. @throws InvalidInputError */
  handOff(id: string, given: HandOffInput): Promise<{ id: string }> {
    return this.#deps.begin(this.#conversationIn(id), given);
  }

  /** How many conversations nobody has answered, and how much waits to be told to the desk, and since when, in epoch ms. */
  async measure(): Promise<{ waiting: number; open: number; undelivered: number; oldestAt: number | undefined }> {
    const { book, queue, numbers } = this.#deps;
    const known = await book.all(numbers());
    const events = await queue.measure(queuesOf(known));
    const count = (state: HandOffState) => known.filter((each) => each.state === state).length;
    return { waiting: count('waiting'), open: count('open'), undelivered: events.waiting, oldestAt: events.oldestAt };
  }

  async #shown(id: string, handOff: HandOff | undefined): Promise<DeskConversation | undefined> {
    const { tracker, clock, policy } = this.#deps;
    const conversation = conversationOf(id);
    if (!conversation || !handOff) return undefined;
    const window = await tracker.read(conversation);
    const { id: own, reason, context, state, since, agent, closed, last, unanswered, lastsMs } = handOff;
    const ends = window?.desk?.id === own ? window.desk.until : since + lastsMs;
    return {
      ...{ id, handOff: own, ...conversation, reason, state, since, unanswered, until: closed?.at ?? ends },
      ...(window?.name !== undefined && { name: window.name }),
      ...(context !== undefined && { context }),
      ...(agent !== undefined && { agent }),
      ...(last && { last }),
      window: windowState(window, clock.now(), policy.marginMs),
    };
  }

  async #open(id: string): Promise<Found> {
    const found = await this.#found(id);
    if (found.handOff.state === 'closed') throw new HandOffOverError();
    return found;
  }

  async #found(id: string): Promise<Found> {
    const { links, book } = this.#deps;
    const { business, person } = await links.resolve(this.#conversationIn(id));
    const conversation = { business, person };
    const lane = conversationId(conversation);
    const handOff = await book.read(lane);
    if (!handOff) throw new NotHandedOffError();
    return { conversation, id: lane, handOff };
  }

  #conversationIn(id: string): Conversation {
    const conversation = typeof id === 'string' ? conversationOf(id) : undefined;
    const isOurs = conversation && this.#deps.numbers().includes(conversation.business);
    if (isOurs && isAddress(conversation.person) && !this.#deps.numbers().includes(conversation.person)) {
      return conversation;
    }
    throw new InvalidInputError('id', 'is no conversation of ours, as 27110000001:27820000001');
  }

  /** A template as the person sees it; empty for one that cannot be sent, which is refused in any case. */
  #textOf(template: TemplateMessage | undefined): string {
    const { name = '', language, parameters = {} } = template?.channelData.clickatell.template ?? {};
    try {
      return bind(this.#deps.templates.get(name, undefined, language), parameters).text;
    } catch {
      return '';
    }
  }
}

/**
 * Parses the JSON form of a reply: `{text?, template?: {name, parameters, language?}, attachments?, whenClosed?, id?, agent?}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function parseReply(json: unknown): DeskReplyInput {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new InvalidInputError('reply', 'must be an object');
  }
  const { agent, attachments, ...rest } = { agent: undefined, attachments: undefined, ...json };
  for (const field of ['to', 'from', 'topic', 'choices']) {
    if (field in rest) throw new InvalidInputError(field, 'there is no such field');
  }
  const extra = checked({ agent, attachments });
  // A reply may have files alone, and a notification may not.
  const isBare = extra.attachments && !('text' in rest) && !('template' in rest);
  const { text, template, whenClosed, id } = parseNotification({ ...rest, to: anybody, ...(isBare && { text: '.' }) });
  return {
    ...(text !== undefined && !isBare && { text }),
    ...(template && { template }),
    ...(whenClosed && { whenClosed }),
    ...(id !== undefined && { id }),
    ...extra,
  };
}

/** Plain JavaScript and requests can pass anything. @throws InvalidInputError */
function checked(given: { readonly agent?: unknown; readonly attachments?: unknown }) {
  const parsed = said.safeParse({ agent: given.agent, attachments: given.attachments });
  if (parsed.success) {
    const { agent, attachments } = parsed.data;
    return { ...(agent !== undefined && { agent }), ...(attachments && { attachments: attachments.map(fileOf) }) };
  }
  const [issue] = parsed.error.issues;
  throw new InvalidInputError(issue?.path.join('.') || 'reply', issue?.message ?? 'cannot be read');
}

function fileOf({ contentType, contentUrl, name }: z.infer<typeof file>) {
  return { contentType, contentUrl, ...(name !== undefined && { name }) };
}
