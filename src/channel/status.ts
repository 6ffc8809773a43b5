import { statusLabel, toldRefusal } from '../clickatell/told.js';
import { faultOf, isFormRefusal, isWindowRefusal, optOutIn, stateOf, templateRefusal } from '../clickatell/verdict.js';
import { type Conversation, conversationOf, lastFour, type WindowRecord } from '../core/conversation.js';
import { ConsentError, StoreError, TemplatesRefusedError, WindowClosedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { redacted } from '../core/redact.js';
import type { ClockSkew } from '../core/skew.js';
import { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { ReplyState } from '../handoff/desk.js';
import type { Holds } from '../holds/holds.js';
import { toStatusActivity } from '../inbound/activity.js';
import { type InboundStatus, itemId } from '../inbound/event.js';
import { HeldBack, WindowOpened } from '../sending/heldBack.js';
import { advance, isOfOtherTry, isOutcomeUnknown, type Ledger, type Part } from '../sending/ledger.js';
import { isGoingOn, nextTemplate } from '../sending/nextTemplate.js';
import { NotTaken } from '../sending/notTaken.js';
import { againId, fallbackId, isAsk } from '../sending/partIds.js';
import type { Pauses } from '../sending/pauses.js';
import { type ReplaceDeps, replaceRefused } from '../sending/replace.js';
import type { Delivered } from '../sending/send.js';
import type { TemplatesAside } from '../sending/templatesAside.js';
import type { LaneItem } from '../store/lanes.js';
import type { ConsentChanges } from './consentChanges.js';
import type { Links } from './links.js';
import type { Outbox } from './outbox.js';
import { ownPayload, type UnreplacedPayload } from './payload.js';
import type { TurnPort } from './port.js';
import type { Transcription } from './transcriber.js';

export interface StatusDeps<Logic> extends ReplaceDeps {
  readonly links: Pick<Links, 'resolve' | 'ofStatus'>;
  readonly outbox: Outbox;
  readonly aside: TemplatesAside;
  readonly holds: Pick<Holds, 'add' | 'askFailed' | 'askEnded'>;
  /** Writes that tell a notification what became of its message. */
  readonly left: (notification: string, sent: Delivered) => Write;
  readonly held: (notification: string, held: HeldBack) => Write;
  readonly refused: (notification: string, reason: string) => Write;
  readonly pauses: Pauses;
  readonly port: TurnPort<Logic>;
  readonly skew: ClockSkew;
  /** Missing if the program does without consent. */
  readonly consent?: Pick<ConsentChanges<never>, 'provider'> | undefined;
  /** Missing if no transcripts are kept. */
  readonly transcription?: Pick<Transcription, 'statusWrites'> | undefined;
  /** Writes that tell the desk what became of a reply. */
  readonly repliedWrites: (part: Part, state: ReplyState, reason?: string) => readonly Write[];
  readonly observe?: Observer | undefined;
  /** Takes in status events again, now that their part is known. */
  readonly onEarly: (part: string, events: readonly unknown[]) => void;
}

const saysNothingOfPeople = new Set(['channel', 'messageId', 'clientMessageId', 'status', 'statusCode', 'timestamp']);

type TakeDeps = Pick<
  StatusDeps<never>,
  | 'ledger'
  | 'tracker'
  | 'links'
  | 'aside'
  | 'skew'
  | 'observe'
  | 'onEarly'
  | 'consent'
  | 'transcription'
  | 'repliedWrites'
>;

/** The result of taking in a status: writes for the ledger, and items for the lanes if an action is needed. */
export interface TakenStatus {
  readonly writes: readonly Write[];
  readonly items: readonly LaneItem[];
}

/**
 * Takes in a status. It is written to the ledger at once, because a turn under way may be waiting for it. If a handler
 * asked for statuses or an action is needed, it also becomes an item in the lane of the part's conversation.
 */
export async function takeStatus(
  event: InboundStatus,
  isWanted: boolean,
  { ledger, tracker, links, aside, skew, observe, onEarly, consent, transcription, repliedWrites }: TakeDeps,
): Promise<TakenStatus> {
  const { messageId, clientMessageId, status } = event;
  const state = stateOf(status, event.statusCode);
  if (!state) return { writes: [], items: [] };
  const found = await ledger.find({ messageId, ...(clientMessageId !== undefined && { clientMessageId }) });
  const person = found && conversationOf(found.conversation)?.person;
  const label = statusLabel(status, event.statusCode);
  observe?.({
    kind: 'status',
    status: label,
    ...(person !== undefined && { person: lastFour(person) }),
    ...(label === 'OTHER' && { words: redacted(wordsOf(event)) }),
  });
  // The status of an unknown part may have come before the provider's answer to our request.
  // It may as well be about a part that was erased with its person: nothing is kept that tells who that is.
  if (!found) {
    const early = ledger.earlyWrite(messageId, anonymous(event), (part) => onEarly(part, [event]));
    return { writes: [early], items: [] };
  }
  // Of a try before the last one.
  if (found.earlierApiIds?.includes(messageId)) return { writes: [], items: [] };
  const isOther = isOfOtherTry(found, messageId);
  if (!isOther) skew.answered(found.at, event.timestamp);
  const error = errorOf(event);
  const partStatus = { state, messageId, ...(state === 'failed' && { error }) };
  const part = isOther && state === 'failed' ? found : advance(found, state, partStatus.error);
  const writes = [ledger.statusWrite(part.id, partStatus), ...(transcription?.statusWrites(found, part) ?? [])];
  // If the provider's answer was lost, this status is the first to tell the provider's id of the part.
  if (found.apiMessageId === undefined) {
    writes.push(ledger.knownWrite(part.id, messageId, (events) => onEarly(part.id, events)));
  }
  const conversation = conversationOf(part.conversation);
  const items: LaneItem[] = [];
  // It may show another id of the person.
  const link = event.recipient && conversation && (await links.ofStatus(conversation, event.recipient));
  if (link) {
    items.push(link.item);
    writes.push(...link.writes);
  }
  // At once and not in the part's lane: a turn under way there must not say anything more free-form.
  if (conversation && state === 'failed' && part.sentAs === 'text' && isWindowRefusal(error)) {
    const home = await links.resolve(conversation);
    writes.push(tracker.refusalWrite(home, part.at, { heardAt: part.heardAt, toldAt: event.timestamp }));
  }
  const refusal = state === 'failed' && part.sentAs === 'template' ? templateRefusal(error) : undefined;
  // At once as well: other conversations are about to send the same template. A repeated status sets nothing aside.
  if (conversation && refusal === 'template' && part !== found) {
    const { template: name = '', language = '', portalName } = part;
    writes.push(aside.refusedWrite({ name, language, portalName }, conversation.business, toldRefusal(error)));
  }
  const hasNext = refusal !== undefined && part.asked !== undefined;
  const hasMore = hasNext || hasFallback(part, event) || isAsk(part.message);
  const needsAction =
    !isOther && state === 'failed' && (isWindowRefusal(error) || faultOf(error) !== undefined || hasMore);
  if (isWanted || needsAction) {
    items.push({ id: itemId(event), lane: part.conversation, payload: ownPayload(event) });
  }
  // What is sent in another way is told once it is.
  const isTold = state === 'delivered' || state === 'read' || (state === 'failed' && !needsAction && !isOther);
  if (part.desk && part !== found && isTold) {
    writes.push(...repliedWrites(part, state, state === 'failed' ? toldRefusal(error) : undefined));
  }
  const change = state === 'failed' ? optOutIn(error) : undefined;
  const told =
    change &&
    conversation &&
    consent?.provider(await links.resolve(conversation), change, { message: messageId, toldAt: event.timestamp });
  if (told && part !== found) {
    writes.push(...told.writes);
    items.push(told.item);
  }
  return { writes, items };
}

/** What a status says of a message, without who got it. */
function anonymous({ recipient: _, raw, ...event }: InboundStatus): InboundStatus {
  const told = Object.entries(raw).filter(([name]) => saysNothingOfPeople.has(name));
  return { ...event, raw: Object.fromEntries(told) };
}

/** Acts on a status in its lane, and calls the handler that asked for statuses. */
export async function performStatus<Logic>(
  event: InboundStatus,
  lease: Lease,
  window: WindowRecord | undefined,
  handler: Logic | undefined,
  deps: StatusDeps<Logic>,
): Promise<void> {
  const conversation = conversationOf(lease.lane);
  if (!conversation) return;
  const error = errorOf(event);
  const fault = faultOf(error);
  const isFailure = stateOf(event.status, event.statusCode) === 'failed';
  if (isFailure) {
    const part = await deps.ledger.find(event);
    if (part?.state === 'failed' && !isOfOtherTry(part, event.messageId)) {
      if (fault === 'account') deps.pauses.pause(conversation.business, fault, toldRefusal(error));
      if (isGoingOn(part)) await goOn(part, event, conversation, lease, deps);
      else if (isAsk(part.message)) await deps.holds.askFailed(conversation, part.message, error, lease);
      else if (isWindowRefusal(error) || isFormRefusal(error) || fault) {
        if (!(await deps.ledger.isDropped(part))) await actOn(part, event, conversation, lease, deps);
      }
    }
  }
  if (handler === undefined) return;
  const turn = new Turn(itemId(event), lease, isFailure ? await deps.tracker.read(conversation) : window);
  await deps.port.run(toStatusActivity(event, conversation), turn, handler);
}

/** Sends what the failed part says in another way, or later. Its outcome is in the ledger; only errors of the store are thrown. */
async function actOn<Logic>(
  part: Part,
  event: InboundStatus,
  conversation: Conversation,
  lease: Lease,
  deps: StatusDeps<Logic>,
): Promise<void> {
  const error = errorOf(event);
  const fault = faultOf(error);
  try {
    if (isWindowRefusal(error)) {
      const again = await replaceRefused(part, lease, deps, event.timestamp);
      if (again && part.notification !== undefined) lease.stage(deps.left(part.notification, again));
    } else if (isFormRefusal(error)) await fallBack(part, conversation, lease, deps);
    else if (fault) {
      const { state: _, at: __, ...draft } = part;
      lease.stage(deps.ledger.waitingWrite(draft, error));
      await wait(part, new NotTaken(fault, toldRefusal(error)), conversation, lease, deps);
    }
  } catch (thrown) {
    if (thrown instanceof StoreError) throw thrown;
    if (thrown instanceof ConsentError && isWindowRefusal(error)) denied(part, thrown, lease, deps);
    if (thrown instanceof NotTaken) await wait(part, thrown, conversation, lease, deps);
    if (thrown instanceof HeldBack) await hold(part, thrown, conversation, lease, deps);
  }
}

/** The turn of a status was set aside: what it was sending in the place of the failed part has failed with it. */
export async function endReplacement(
  { reason, ...ids }: UnreplacedPayload,
  lease: Lease,
  { ledger, holds }: Pick<StatusDeps<never>, 'ledger' | 'holds'>,
): Promise<void> {
  const conversation = conversationOf(lease.lane);
  const part = await ledger.find(ids);
  if (!conversation || !part) return;
  const { message } = part;
  const again = againId(message);
  const templates = await Promise.all([message, again].map((each) => ledger.templatesOf(each)));
  const texts = [...(await ledger.getMany([fallbackId(part.id)])), ...(await ledger.partsOf(again))];
  for (const each of [...texts, ...templates.flat()]) {
    if (isOutcomeUnknown(each)) lease.stage(ledger.unsettledWrite(each.id, reason));
  }
  // It may not have come to the next template.
  if (isGoingOn(part)) lease.stage(ledger.unreplacedWrite(part.id, reason));
  const isOver = (await ledger.templatesOf(message, lease)).every(({ state }) => state === 'failed');
  if (isAsk(message) && isOver) await holds.askEnded(conversation, message, reason, lease);
}

/** Sends the next template of the chain. Its outcome is in the ledger; only errors of the store are thrown. */
async function goOn<Logic>(
  part: Part,
  event: InboundStatus,
  conversation: Conversation,
  lease: Lease,
  deps: StatusDeps<Logic>,
): Promise<void> {
  const error = errorOf(event);
  try {
    const again = await nextTemplate(part, lease, deps);
    if (again && part.notification !== undefined) lease.stage(deps.left(part.notification, again));
  } catch (thrown) {
    if (thrown instanceof StoreError) throw thrown;
    // The person has written, and needs not be asked to.
    if (thrown instanceof WindowOpened) return;
    const isLater = thrown instanceof NotTaken;
    if (isAsk(part.message)) await deps.holds.askFailed(conversation, part.message, error, lease, isLater);
    else if (isLater) await wait(part, thrown, conversation, lease, deps);
    else if (!(thrown instanceof TemplatesRefusedError)) {
      // The window's rule keeps the next one back, or the catalogue no longer has the template.
      const { tried = [], template = '', language = '' } = part;
      lease.stage(deps.ledger.triedWrite(part.id, [...tried, { template, language, reason: toldRefusal(error) }]));
      if (thrown instanceof ConsentError) denied(part, thrown, lease, deps);
    }
  }
}

/** Nothing takes the part's place: the person does not allow it any more. */
function denied(
  { notification }: Part,
  { message: reason }: ConsentError,
  lease: Lease,
  deps: Pick<StatusDeps<never>, 'refused'>,
): void {
  if (notification !== undefined) lease.stage(deps.refused(notification, reason));
}

/** The message of the part is held until the person writes. */
async function hold<Logic>(
  part: Part,
  held: HeldBack,
  conversation: Conversation,
  lease: Lease,
  { ledger, holds, held: heldWrite }: StatusDeps<Logic>,
): Promise<void> {
  const message = await messageOf(part, lease, ledger);
  if (!message) return;
  try {
    if (!(await holds.add(conversation, { ...message, saidAt: part.at }, held, lease))) return;
  } catch (error) {
    // There are too many, which the notification's report says of this one, too: its text was refused.
    if (!(error instanceof WindowClosedError)) throw error;
    return;
  }
  if (part.notification !== undefined) lease.stage(heldWrite(part.notification, held));
}

/** The message that a part belongs to, as the bot said it. */
async function messageOf(part: Part, lease: Lease, ledger: Ledger) {
  const original = part.original ?? (await ledger.getIn(lease, part.message))?.original;
  if (!original) return undefined;
  return { id: part.message, activity: { type: 'message', ...original }, notification: part.notification };
}

/** The message of the part waits in the outbox. The parts of it that have left do not leave again. */
async function wait<Logic>(
  part: Part,
  obstacle: NotTaken,
  conversation: Conversation,
  lease: Lease,
  { ledger, tracker, outbox }: StatusDeps<Logic>,
): Promise<void> {
  const message = await messageOf(part, lease, ledger);
  if (!message) return;
  await outbox.add(conversation, { ...message, saidAt: part.at }, obstacle, lease, await tracker.read(conversation));
}

/** The status as the provider has written it, in its own letters. */
function wordsOf({ status, raw }: InboundStatus): string {
  return typeof raw.status === 'string' ? raw.status : status;
}

function errorOf({ status, statusCode }: InboundStatus) {
  return { ...(statusCode !== undefined && { code: statusCode }), description: redacted(status) };
}

/** Sends the part's fallback text. */
async function fallBack(
  part: Part,
  conversation: Conversation,
  lease: Lease,
  { sender, tracker }: Pick<StatusDeps<never>, 'sender' | 'tracker'>,
): Promise<void> {
  if (part.fallbackText === undefined) return;
  const { state: _, at: __, ...draft } = part;
  await sender.fallBack(draft, conversation, lease, await tracker.read(conversation));
}

/** Whether the part failed because of its kind and has a fallback text that can be sent instead. */
function hasFallback(part: Part, event: InboundStatus): boolean {
  return part.fallbackText !== undefined && isFormRefusal(errorOf(event));
}
