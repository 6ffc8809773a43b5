import { z } from 'zod';
import { InvalidInputError } from '../../core/errors.js';
import { type Answer, decoded, jsonOf } from '../http.js';
import { pageState, thread } from '../page/state.js';
import { personId } from '../people/said.js';
import { addressee, read, say } from '../people/say.js';
import { iso, messageView, phoneView } from '../people/view.js';
import { faultKinds, isFaultKind } from '../provider/faults.js';
import { type OptOut, optOutKinds, optOuts } from '../provider/optOuts.js';
import { templateStates } from '../provider/templateStates.js';
import type { World } from '../world.js';
import { durationMs } from './duration.js';

interface Call {
  readonly world: World;
  /** The value of `:from` in the path. */
  readonly from: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface ControlRoute {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (call: Call) => unknown;
}

const phone = z.object({
  from: personId,
  on: z.boolean().optional(),
  name: z.string().optional(),
  reads: z.boolean().optional(),
  onWhatsApp: z.boolean().optional(),
});
const clockMove = z.object({ advance: z.unknown().optional(), reset: z.boolean().optional() });
const fault = z.object({ kind: z.string(), count: z.int().min(0).default(1) });
const templateChange = z.object({
  name: z.string().min(1),
  state: z.enum(templateStates),
  at: z.enum(['submit', 'status']).default('submit'),
});
const optOutChange = z.object({
  from: personId,
  to: z.string().optional(),
  kind: z.enum([...optOutKinds, 'none']),
});
const furthestMs = 3650 * 24 * 60 * 60 * 1000;

/** What a person, a test or the page can do besides the provider's API, under `/_emulator/`. */
export const controlRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: /^say$/, answer: ({ world, body }) => say(world, body) },
  { method: 'GET', path: /^chats$/, answer: ({ world }) => ({ chats: persons(world) }) },
  {
    method: 'GET',
    path: /^chats\/([^/]+)$/,
    answer: ({ world, from, query }) => shownOn(world, from, query.get('to')),
  },
  { method: 'GET', path: /^clock$/, answer: ({ world }) => clockOf(world) },
  { method: 'POST', path: /^clock$/, answer: ({ world, body }) => moveClock(world, body) },
  { method: 'POST', path: /^phone$/, answer: ({ world, body }) => changePhone(world, body) },
  { method: 'GET', path: /^fault$/, answer: ({ world }) => ({ left: world.faults.left, kinds: faultKinds }) },
  { method: 'POST', path: /^fault$/, answer: ({ world, body }) => setFault(world, body) },
  { method: 'GET', path: /^template$/, answer: ({ world }) => ({ templates: world.templateStates.all }) },
  { method: 'POST', path: /^template$/, answer: ({ world, body }) => setTemplate(world, body) },
  { method: 'GET', path: /^optOut$/, answer: ({ world }) => ({ optOuts: optedOut(world), kinds: optOuts }) },
  { method: 'POST', path: /^optOut$/, answer: ({ world, body }) => setOptOut(world, body) },
  { method: 'POST', path: /^reset$/, answer: ({ world }) => world.reset().then(() => ({ reset: true })) },
  { method: 'GET', path: /^state$/, answer: ({ world }) => pageState(world) },
  { method: 'GET', path: /^thread$/, answer: ({ world, query }) => thread(world, pairIn(query)) },
  { method: 'GET', path: /^wire\/([^/]+)$/, answer: ({ world, from }) => wireOf(world, from) },
  { method: 'GET', path: /^integrations$/, answer: ({ world }) => ({ integrations: numbers(world) }) },
];

/** Answers a request under `/_emulator/`; `path` is what follows that. */
export async function control(world: World, method: string, path: string, url: URL, body: Buffer): Promise<Answer> {
  const matching = controlRoutes.filter((route) => route.path.test(path));
  const route = matching.find((one) => one.method === method);
  if (matching.length === 0) return { status: 404, json: { error: 'There is no such control.' } };
  if (!route) return { status: 405, json: { error: `Use ${matching.map((one) => one.method).join(' or ')} here.` } };
  const given = body.length === 0 ? {} : jsonOf(body);
  if (given === undefined) return { status: 400, json: { error: 'body: is not JSON' } };
  const from = decoded(route.path.exec(path)?.[1] ?? '');
  try {
    return { status: 200, json: await route.answer({ world, from, query: url.searchParams, body: given }) };
  } catch (error) {
    if (error instanceof InvalidInputError) return { status: 400, json: { error: error.message } };
    throw error;
  }
}

/** What a person's phone shows of all numbers, or of one. Throws `InvalidInputError`. */
export function shownOn(world: World, address: string, to?: string | null): ReturnType<typeof phoneView> {
  const from = world.chats.ownerOf(address);
  const numbers = to ? [addressee(world, to).number] : world.integrations.all.map(({ number }) => number);
  return phoneView(world.chats, from, numbers, world.clock.now());
}

/** Changes a phone. Throws `InvalidInputError`. */
export function changePhone(world: World, input: unknown): ReturnType<typeof phoneView> {
  const { from: address, ...change } = read(phone, input);
  const from = world.chats.ownerOf(address);
  world.chats.change(from, change);
  world.delivery.catchUp(from);
  return shownOn(world, from);
}

/** Sets or clears a fault. Throws `InvalidInputError`. */
export function setFault({ faults }: World, input: unknown): { left: typeof faults.left } {
  const { kind, count } = read(fault, input);
  if (!isFaultKind(kind)) {
    throw new InvalidInputError(
      'kind',
      `there is no fault "${kind}"; there are: ${Object.keys(faultKinds).join(', ')}`,
    );
  }
  faults.set(kind, count);
  return { left: faults.left };
}

/** Makes a template fail from now on, or makes it active again. Throws `InvalidInputError`. */
export function setTemplate({ templateStates: states }: World, input: unknown): { templates: typeof states.all } {
  const { name, state, at } = read(templateChange, input);
  states.set(name, state, at);
  return { templates: states.all };
}

/** Keeps a number's messages from a person, or lets them through again. Throws `InvalidInputError`. */
export function setOptOut(world: World, input: unknown): { optOuts: ReturnType<typeof optedOut> } {
  const { from, to, kind } = read(optOutChange, input);
  const pair = { business: addressee(world, to).number, person: world.chats.ownerOf(from) };
  world.chats.setOptOut(pair, kind === 'none' ? undefined : kind);
  return { optOuts: optedOut(world) };
}

function optedOut({ chats }: World): { from: string; to: string; kind: OptOut }[] {
  return chats.all.flatMap(({ person, business, optOut }) =>
    optOut ? [{ from: person, to: business, kind: optOut }] : [],
  );
}

function moveClock(world: World, body: unknown): ReturnType<typeof clockOf> {
  const { advance, reset } = read(clockMove, body);
  if (reset) world.clock.reset();
  else world.clock.advance(distance(world, advance));
  return clockOf(world);
}

function distance({ clock }: World, advance: unknown): number {
  const ms = durationMs(advance);
  if (ms === undefined)
    throw new InvalidInputError('advance', 'must read like "25h", "1d 2h", "-90m" or a number of ms');
  if (Math.abs(clock.offset + ms) > furthestMs) throw new InvalidInputError('advance', 'goes further than ten years');
  return ms;
}

function clockOf({ clock }: World): { now: string; offsetMs: number } {
  return { now: iso(clock.now()), offsetMs: clock.offset };
}

/** All that is known of a message, by the provider's id or the program's. Throws `InvalidInputError`. */
function wireOf({ wire, chats, explanations }: World, id: string): object {
  const message = chats.find(id);
  const known = wire.of(id, message, explanations.of(message?.clientMessageId ?? id));
  if (!known) throw new InvalidInputError('id', 'nothing is known of such a message, or no longer');
  return known;
}

function pairIn(query: URLSearchParams): { business: string; person: string } {
  return { business: query.get('business') ?? '', person: query.get('person') ?? '' };
}

function persons({ chats, integrations }: World): object[] {
  return chats.persons.map(({ id, name, on }) => {
    const messages = integrations.all.flatMap(
      ({ number }) => chats.chat({ business: number, person: id })?.messages ?? [],
    );
    const last = messages.filter(({ error }) => !error).reduce((a, b) => (a && a.order > b.order ? a : b), messages[0]);
    return { from: id, name: name ?? null, on, last: last ? messageView(last) : null };
  });
}

function numbers({ integrations }: World): object[] {
  return integrations.all.map(({ number, name }) => ({ number, name }));
}
