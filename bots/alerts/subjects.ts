import type { TurnContext } from 'botbuilder';
import type { SubjectReading } from '../../src/dialogs.js';
import { followed, kindOf, type Services, standingOf } from './services.js';
import { words } from './words.js';

/** Reads a flight or a parcel for the dialog: one that is known and has something to tell, or that the person follows. */
export async function readSubject(
  topic: string,
  text: string,
  context: TurnContext,
  services: Services,
): Promise<SubjectReading> {
  if (topic !== 'flight' && topic !== 'parcel') return { subject: text };
  const kind = kindOf[topic];
  const [only, ...others] = kind.idsIn(text);
  const id = kind.readId(text) ?? (others.length === 0 ? only : undefined);
  if (id === undefined) return { problem: words('noNumber', { topic, example: kind.example }) };
  if ((await followed(topic, context, services)).includes(id)) return { subject: id };
  const standing = await standingOf(topic, id, context, services);
  if (standing.kind === 'unknown') return { problem: standing.text, near: standing.near };
  if (standing.isOver) return { problem: `${standing.text} ${words('nothingMore')}` };
  return { subject: id };
}

/** When the alerts of a subscription end by themselves, in epoch ms; `undefined` as long as nobody knows. */
export async function endOf(subscription: string, { flights, parcels }: Services): Promise<number | undefined> {
  const [topic, id = ''] = subscription.split(':');
  const thing = topic === 'flight' ? await flights.get(id) : undefined;
  if (thing) return flights.kind.alertsEnd(thing);
  const parcel = topic === 'parcel' ? await parcels.get(id) : undefined;
  return parcel && parcels.kind.alertsEnd(parcel);
}
