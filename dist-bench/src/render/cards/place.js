import { oneLine } from '../../core/text.js';
import { wordsBlock } from './block.js';
import { fieldsOf, isFields, wordOf } from './plain.js';
import { lines, typed } from './words.js';
/** A longer name is sent as text with the place. */
const longestName = 1_000;
/** Reads a `GeoCoordinates`, or a `Place` that has one. `undefined` if its coordinates are not valid. */
export function placeBlocks(content, label) {
    const { type, geo, address, name } = fieldsOf(content);
    if (type === 'Place' && isFields(geo))
        return placeOf(geo, wordOf(name) ?? label, wordOf(address));
    return type === 'GeoCoordinates' ? placeOf(fieldsOf(content), label, wordOf(address)) : undefined;
}
function placeOf(geo, label, where) {
    const latitude = degrees(geo.latitude, 90);
    const longitude = degrees(geo.longitude, 180);
    if (latitude === undefined || longitude === undefined)
        return undefined;
    const name = short(wordOf(geo.name) ?? label);
    const address = short(where);
    const text = lines(name && typed(name), address && typed(address), `${latitude}, ${longitude}`);
    const place = {
        kind: 'location',
        latitude,
        longitude,
        ...(name !== undefined && { name }),
        ...(address !== undefined && { address }),
        text,
    };
    const tooLong = [wordOf(geo.name) ?? label, where].filter((word) => word !== undefined && short(word) === undefined);
    return [...wordsBlock(lines(...tooLong.map((word) => word && typed(word)))), place];
}
function short(word) {
    return word !== undefined && typed(word).length <= longestName ? oneLine(word) : undefined;
}
function degrees(value, most) {
    const word = wordOf(value);
    const number = word === undefined ? Number.NaN : Number(word);
    return Math.abs(number) <= most ? number : undefined;
}
