import type { Conversation } from '../../core/conversation.js';
import type { Template } from '../../templates/catalog.js';
import type { Explained } from '../control/explain.js';
import type { Program } from '../control/program.js';
import { iso, type ThreadMessage, threadMessage } from '../people/view.js';
import { faultKinds } from '../provider/faults.js';
import { type OptOut, optOuts } from '../provider/optOuts.js';
import { serviceWindow } from '../provider/serviceWindow.js';
import type { World } from '../world.js';

/** The chat of a number and a person. */
export interface ThreadView {
  /** Events with greater ids are not included yet. */
  lastEventId: number;
  /** Oldest first. */
  messages: ThreadMessage[];
  /** What the program decided not to send. */
  unsent: Explained[];
}

export interface PhoneSummary {
  from: string;
  name: string | null;
  on: boolean;
  reads: boolean;
  onWhatsApp: boolean;
  chats: { to: string; closesAt: string | null; last: ThreadMessage | null; optOut: OptOut | null }[];
}

/** Everything but the chats' contents. */
export interface PageState {
  lastEventId: number;
  now: string;
  offsetMs: number;
  url: string;
  numbers: { number: string; name: string; calledBack: boolean; templates: readonly Template[] }[];
  phones: PhoneSummary[];
  faults: { left: Readonly<Record<string, number>>; kinds: Readonly<Record<string, string>> };
  /** What the provider can keep from a person, in words. */
  optOuts: Readonly<Record<OptOut, string>>;
  program: ShownProgram | null;
}

/** The program behind the numbers, without its token. */
export type ShownProgram = Required<Omit<Program, 'token'>>;

/** What a page needs at first. The events after `lastEventId` keep it up to date. */
export function pageState(world: World): PageState {
  const { clock, events, integrations, faults, program } = world;
  return {
    lastEventId: events.lastId,
    now: iso(clock.now()),
    offsetMs: clock.offset,
    url: world.url,
    numbers: integrations.all.map(({ number, name, callbackUrl, templates }) => {
      return { number, name, calledBack: callbackUrl !== undefined, templates };
    }),
    phones: world.chats.persons.map(({ id, name, on, reads, onWhatsApp }) => {
      return { from: id, name: name ?? null, on, reads, onWhatsApp, chats: chatsOf(world, id) };
    }),
    faults: { left: faults.left, kinds: faultKinds },
    optOuts,
    program: program ? shownOf(program) : null,
  };
}

function shownOf({ token: _, ...program }: Program): ShownProgram {
  const none = { tickets: false, decisions: false, costs: false, flights: false, parcels: false };
  return { ...none, consent: false, desk: false, ...program };
}

/** One chat, whole. */
export function thread(world: World, pair: Conversation): ThreadView {
  return {
    lastEventId: world.events.lastId,
    messages: (world.chats.chat(pair)?.messages ?? []).map(threadMessage),
    unsent: world.explanations.unsent(pair),
  };
}

function chatsOf({ integrations, chats, clock }: World, person: string): PhoneSummary['chats'] {
  return integrations.all.map(({ number: to }) => {
    const chat = chats.chat({ business: to, person });
    const { closesAt } = serviceWindow(chat?.lastSaid, clock.now());
    const last = chat?.messages.at(-1);
    return {
      to,
      closesAt: closesAt === undefined ? null : iso(closesAt),
      last: last ? threadMessage(last) : null,
      optOut: chat?.optOut ?? null,
    };
  });
}
