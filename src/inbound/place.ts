import { isRecord, lineOf, named, numberOf, textOf } from './fields.js';

type Entry = Record<string, unknown>;

/** What a place is nested in, if it does not stand in the entry itself as in Clickatell's own sample. */
const nests = ['location', 'locationmessage', 'livelocation', 'livelocationmessage', 'place', 'venue', 'coordinates'];

/** Whether an event is about a place, by its name. */
export function isAboutPlace(event: string): boolean {
  return /location|place|venue/i.test(event);
}

/** Whether an entry has a place, whatever its event is called. */
export function hasPlace(entry: Entry): boolean {
  return layersOf(entry).some((layer) => coordinatesIn(layer) !== undefined);
}

/**
 * A place, flat as in Clickatell's sample or nested as in WhatsApp's own callbacks, with what it has: its coordinates, its
 * name, its address.
 */
export function readPlace(entry: Entry) {
  const layers = layersOf(entry);
  const coordinates = layers.map(coordinatesIn).find((pair) => pair !== undefined);
  const first = <T>(read: (layer: Entry) => T | undefined) => layers.map(read).find((value) => value !== undefined);
  const name = first((layer) => textOf(named(layer)('locationname', 'name')));
  const address = first((layer) => lineOf(named(layer)('locationaddress', 'address', 'formattedaddress')));
  const url = first((layer) => webAddressOf(named(layer)('locationurl', 'url')));
  if (!coordinates && name === undefined && address === undefined) return undefined;
  return {
    kind: 'location' as const,
    ...coordinates,
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
    ...(url !== undefined && { url }),
  };
}

/** The records that may hold a part of the place, the inmost first. */
function layersOf(entry: Entry): Entry[] {
  const inside = named(entry)(...nests);
  return isRecord(inside) ? [...layersOf(inside), entry] : [entry];
}

/** Both in degrees, or neither: half of a pair is no place. */
function coordinatesIn(layer: Entry): { latitude: number; longitude: number } | undefined {
  const field = named(layer);
  // Clickatell has been seen to send `latitute`.
  const latitude = numberOf(field('latitude', 'latitute', 'lat', 'degreeslatitude'));
  const longitude = numberOf(field('longitude', 'lng', 'lon', 'long', 'degreeslongitude'));
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(latitude) > 90 || Math.abs(longitude) > 180 ? undefined : { latitude, longitude };
}

/** A web address that a bot can show. */
function webAddressOf(value: unknown): string | undefined {
  const text = textOf(value)?.trim();
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}
