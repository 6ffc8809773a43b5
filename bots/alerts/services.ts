import type { TurnContext } from 'botbuilder';
import type { Clock, Consents, TopicCatalog } from '../../src/index.js';
import { isOneSlip } from '../talk/slip.js';
import type { Board } from './board.js';
import { type Flight, type FlightChange, flights } from './flight.js';
import type { TopicId } from './intents.js';
import { type Parcel, type ParcelChange, parcels } from './parcel.js';
import type { Thing } from './thing.js';
import { words } from './words.js';

/** What the bot's parts share. */
export interface Services {
  readonly flights: Board<Flight, FlightChange>;
  readonly parcels: Board<Parcel, ParcelChange>;
  readonly consent: Pick<Consents, 'of' | 'change'>;
  readonly topics: TopicCatalog;
  readonly clock: Clock;
}

/** How a thing stands, or why nothing can be said of it. */
export type Standing =
  | { readonly kind: 'found'; readonly id: string; readonly text: string; readonly isOver: boolean }
  /** `near` are the ids that may have been meant. */
  | { readonly kind: 'unknown'; readonly text: string; readonly near: readonly string[] };

export const kindOf = { flight: flights, parcel: parcels } as const;

/** How the flight or the parcel with this id stands. */
export async function standingOf(
  topic: TopicId,
  id: string,
  context: TurnContext,
  services: Services,
): Promise<Standing> {
  const found =
    topic === 'flight'
      ? await foundOn(services.flights, id, services.clock)
      : await foundOn(services.parcels, id, services.clock);
  if (found) return { kind: 'found', id, ...found };
  // Nobody is told the numbers of other people's parcels: only those that they follow themselves.
  const known = topic === 'flight' ? await services.flights.ids() : await followed('parcel', context, services);
  const near = known.filter((each) => isOneSlip(each, id)).slice(0, 3);
  return { kind: 'unknown', text: words('unknownThing', { topic, id }), near };
}

async function foundOn<T extends Thing, C>(
  board: Board<T, C>,
  id: string,
  clock: Clock,
): Promise<{ text: string; isOver: boolean } | undefined> {
  const thing = await board.get(id);
  if (!thing) return undefined;
  const end = board.kind.alertsEnd(thing);
  return { text: board.kind.standing(thing), isOver: end !== undefined && end <= clock.now() };
}

/** The ids of what the person follows, by topic. */
export async function followed(
  topic: TopicId,
  { activity: { from, recipient } }: TurnContext,
  { consent }: Pick<Services, 'consent'>,
): Promise<readonly string[]> {
  const { topics } = await consent.of({ to: from.id, from: recipient.id });
  const inForce = topics.filter(({ isInForce }) => isInForce).map(({ topic: name }) => name);
  return inForce.flatMap((name) => (name.startsWith(`${topic}:`) ? [name.slice(topic.length + 1)] : []));
}
