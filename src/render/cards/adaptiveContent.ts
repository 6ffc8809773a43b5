import { type Reader, withDates } from './dates.js';
import { type Fields, fieldsOf, isFields, itemsOf, type Plain, wordOf } from './plain.js';

/** Not text for a person. What a tap gives the bot stays as it is. */
const machineFields = ['type', 'id', 'url', 'data', 'verb', '$schema', 'version', 'targetElements'];

/**
 * An adaptive card's content as its person sees it: without the elements that are hidden for good and the actions that
 * cannot be tapped, and with its dates in words. A hidden element that an Action.ToggleVisibility names stays, because
 * WhatsApp has nothing to unfold.
 */
export function asShown(content: Fields, reader: Reader): Fields {
  const named = new Set<string>();
  collectTargets(content, named);

  const isShown = (value: Plain): boolean => {
    const { isVisible, isEnabled, id, type } = fieldsOf(value);
    if (isNo(isVisible) && !named.has(wordOf(id) ?? '')) return false;
    return !(isNo(isEnabled) && String(type).startsWith('Action.'));
  };
  const shown = (value: Plain): Plain => {
    if (typeof value === 'string') return withDates(value, reader);
    if (isFields(value)) return ofFields(value);
    return typeof value === 'object' && value !== null ? value.filter(isShown).map(shown) : value;
  };
  const ofFields = (fields: Fields): Fields => {
    const kept = Object.entries(fields).flatMap(([name, value]): [string, Plain | undefined][] => {
      if (value === undefined || machineFields.includes(name)) return [[name, value]];
      return isShown(value) ? [[name, shown(value)]] : [];
    });
    return Object.fromEntries(kept);
  };
  return ofFields(content);
}

function isNo(value: Plain | undefined): boolean {
  return value === false || value === 'false';
}

function collectTargets(value: Plain | undefined, named: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (!isFields(value)) {
    for (const item of value) collectTargets(item, named);
    return;
  }
  if (value.type === 'Action.ToggleVisibility' && !isNo(value.isEnabled)) {
    for (const target of itemsOf(value.targetElements)) {
      const id = wordOf(fieldsOf(target).elementId) ?? wordOf(target);
      if (id !== undefined) named.add(id);
    }
  }
  for (const [name, field] of Object.entries(value)) if (name !== 'data') collectTargets(field, named);
}
