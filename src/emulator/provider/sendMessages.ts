import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from '../../clickatell/wire.js';
import { type Answer, jsonOf, wireFailure } from '../http.js';
import { type ChatMessage, inChat, type ShownMessage } from '../people/chatMessage.js';
import { tell } from '../people/tell.js';
import { threadMessage } from '../people/view.js';
import type { World } from '../world.js';
import type { FaultKind } from './faults.js';
import { type Integration, newId } from './integrations.js';
import { keptBack } from './optOuts.js';
import { messageRequest, sendRequest } from './sendRequest.js';
import { serviceWindow } from './serviceWindow.js';
import { type EmulatedStatus, statusCodes } from './status.js';
import { isNative, type Validation, validateMessage, wrongParameter } from './validate.js';

type Taken = Extract<Validation, { kind: 'accepted' }>;
type Given = Readonly<Record<string, unknown>>;

interface Sent {
  readonly entry: Record<string, unknown>;
  readonly message?: ChatMessage;
  readonly failure?: EmulatedStatus;
}

const wholeRequestFaults = ['error500', 'error503', 'rateLimit', 'noBalance', 'addressNotApproved'] as const;
const faultErrors = {
  error500: errors.internal,
  error503: errors.internalRetry,
  rateLimit: errors.rateLimit,
  noBalance: errors.noBalance,
  addressNotApproved: errors.addressNotApproved,
} satisfies Partial<Record<FaultKind, unknown>>;

const longestFirstStatusesMs = 10_000;

/** `POST /v1/message`: 202 if every message is accepted, 400 if the only one is refused, otherwise 207. */
export async function sendMessages(world: World, integration: Integration, body: Buffer): Promise<Answer> {
  const { faults, requests } = world;
  requests.send++;
  const fault = wholeRequestFaults.find((kind) => faults.take(kind));
  const request = sendRequest.safeParse(jsonOf(body));
  const given = request.success ? (request.data.messages ?? []) : [];
  requests.messages += given.length;
  const validated = given.map((message) => ({ message, validation: validateHere(world, integration, message) }));
  if (world.latency > 0) await sleep(world.latency);
  if (fault) return wireFailure(faultErrors[fault]);
  if (!request.success) return wireFailure(errors.malformed);
  if (given.length === 0) return { status: 400, json: { error: wrongParameter('messages').error } };
  if (given.length > world.batchLimit) return wireFailure(errors.tooManyMessages);

  const partial = given.length > 1 && faults.take('partial');
  const sent = validated.map(({ message, validation }, index) =>
    partial && index % 2 === 1
      ? refusal(message, errors.internal)
      : take(world, integration, message, withFaults(world, integration, message, validation)),
  );
  return answer(world, sent);
}

function validateHere(world: World, integration: Integration, message: Given): Validation {
  const validation = validateMessage(message, {
    templates: integration.templates,
    file: (fileId) => {
      const file = world.media.get(fileId, world.clock.now());
      return file?.uploadedBy === integration.number ? file : undefined;
    },
    message: (to, messageId) =>
      inChat(world.chats.find(messageId), { business: integration.number, person: world.chats.ownerOf(to) }),
    onWhatsApp: (to) => world.chats.phone(world.chats.ownerOf(to)).onWhatsApp,
  });
  // From here on it is for the phone, whichever of its addresses was given.
  const found = validation.kind === 'refused' ? validation : { ...validation, to: world.chats.ownerOf(validation.to) };
  witness(world, integration, message, found);
  return found;
}

/** Records a free-form message that should not have been sent, whatever the answer to its request. */
function witness(world: World, { number: business }: Integration, message: Given, validation: Validation): void {
  if (validation.kind === 'refused' || !validation.freeForm || windowOpen(world, business, validation.to)) return;
  const lastSaid = world.chats.chat({ business, person: validation.to })?.lastSaid;
  world.violations.push({
    at: world.clock.now(),
    business,
    person: validation.to,
    text: validation.shown.text,
    ...(lastSaid !== undefined && { lastSaid }),
    ...(typeof message.clientMessageId === 'string' && { clientMessageId: message.clientMessageId }),
  });
}

/** Applies what the person does not want, the window, and the faults. */
function withFaults(world: World, { number }: Integration, message: Given, validation: Validation): Validation {
  if (validation.kind === 'refused') return validation;
  const { faults } = world;
  const unwanted = keptBack(world.chats.chat({ business: number, person: validation.to })?.optOut, validation);
  if (unwanted) return unwanted;
  if (faults.take('lost')) return { ...validation, failure: 'SENT_TO_SUPPLIER' };
  if (faults.take('optedOut')) return { kind: 'refused', error: errors.optedOut };
  if (faults.take('noBalanceLater')) return { ...validation, failure: 'INSUFFICIENT_ACCOUNT_BALANCE' };
  if (faults.take('rateLimitLater')) return { ...validation, failure: 'WHATSAPP_SERVER_RATE_LIMIT' };
  if (!validation.freeForm) {
    const failed = world.templateStates.failureOf(templateName(message));
    if (failed && 'error' in failed) return { kind: 'refused', error: failed.error };
    if (failed) return { ...validation, ...failed };
    return faults.take('templatePaused') ? { ...validation, failure: 'WHATSAPP_HSM_NOT_AVAILABLE' } : validation;
  }
  const outside = 'WHATSAPP_RE_ENGAGEMENT_REQUIRED';
  if (faults.take('windowRefusedAtSubmit')) {
    return { kind: 'refused', error: { code: statusCodes[outside], description: outside } };
  }
  const formRefusal = refusedForm(world, message, validation);
  if (formRefusal) return formRefusal;
  const native = isNative(validation.shown);
  if (native && faults.take('nativeRefused')) return { kind: 'refused', error: errors.contentType };
  const open = windowOpen(world, number, validation.to) && !faults.take('windowRefused');
  if (!open) return { ...validation, failure: outside };
  if (native && faults.take('nativeFailed')) return { ...validation, failure: 'MEDIA_TYPE_NOT_SUPPORTED' };
  return { ...validation, shown: shownWithFaults(world, validation.shown, native) };
}

const cards: readonly string[] = ['contacts', 'location', 'locationRequest'];

/** The refusal of a form that the integration does not take. */
function refusedForm({ faults }: World, message: Given, validation: Taken): Validation | undefined {
  const { shown, inline } = validation;
  if (cards.includes(shown.kind) && faults.take('cardRefused')) return { kind: 'refused', error: errors.contentType };
  if (inline && faults.take('inlineRefused')) return { kind: 'refused', error: errors.contentType };
  if ('media' in message && faults.take('fileRefused')) return wrongParameter('media');
  return shown.quoted && faults.take('quoteRefused') ? wrongParameter('relatedMessageId') : undefined;
}

/** What is left of a message on its way to the phone. */
function shownWithFaults({ faults }: World, shown: ShownMessage, native: boolean): ShownMessage {
  const { quoted, ...rest } = shown;
  const kept = quoted && !faults.take('quoteIgnored') ? { quoted } : {};
  return native && faults.take('nativeAsText') ? { kind: 'text', text: shown.text, ...kept } : { ...rest, ...kept };
}

function templateName(message: Given): string {
  const request = messageRequest.safeParse(message);
  return request.data?.template?.templateName ?? '';
}

function windowOpen({ chats, clock }: World, business: string, person: string): boolean {
  return serviceWindow(chats.chat({ business, person })?.lastSaid, clock.now()).state === 'open';
}

function take(world: World, { number: business }: Integration, message: Given, validation: Validation): Sent {
  if (validation.kind === 'refused') return refusal(message, validation.error);
  const { to: person, inline, failure } = validation;
  const stored = inline && world.media.put({ ...inline, uploadedBy: business }, world.clock.now());
  const shown = { ...validation.shown, ...(stored && { fileId: stored.fileId }) };
  const { to, clientMessageId } = message;
  const added = world.chats.add({
    id: newId(),
    business,
    person,
    direction: 'out',
    at: world.clock.now(),
    ...shown,
    ...(typeof clientMessageId === 'string' && { clientMessageId }),
    ...(failure && { error: { code: statusCodes[failure], status: failure } }),
  });
  if (!failure) tell(world, added);
  else world.events.emit({ type: 'undelivered', business, person, message: threadMessage(added) });
  world.wire.arrived(added.id, serviceWindow(world.chats.chat(added)?.lastSaid, added.at));
  const entry = { apiMessageId: added.id, accepted: true, to, clientMessageId, error: null };
  return { entry, message: added, ...(failure && { failure }) };
}

function refusal(message: Given, error: { code?: number | undefined; description?: string | undefined }): Sent {
  const { code, description } = error;
  const { to, clientMessageId } = message;
  return { entry: { error: { code, description }, accepted: false, to, clientMessageId } };
}

async function answer(world: World, sent: readonly Sent[]): Promise<Answer> {
  const { faults, delivery, callbacks } = world;
  const after = delivery.hold(() => {
    for (const { message, failure } of sent) if (message) delivery.begin(message, failure);
  });
  const shuffled = sent.length > 1 && faults.take('shuffle') ? sent.toReversed() : sent;
  const json = { messages: shuffled.map(({ entry }) => entry), error: null };
  const status = sent.every(({ message }) => message) ? 202 : sent.length === 1 ? 400 : 207;
  if (faults.take('resetAfterAccept')) return { status, instead: 'destroy', after };
  if (faults.take('timeoutAfterAccept')) return { status, instead: 'hang', after };
  if (!faults.take('statusFirst')) return { status, json, after };
  after();
  await Promise.race([callbacks.idle(), sleep(longestFirstStatusesMs, undefined, { ref: false })]);
  return { status, json };
}
