import { isRecord } from '../inbound/fields.js';
import { type CachedState, isCachedState } from './cachedState.js';
import type { HostContext } from './context.js';

/**
 * Watches the states that a turn loads. The result tells, after the turn, whether a dialog was begun in it that waits for
 * the person: one of the saved states has an open dialog, and had none when it was loaded. It knows the dialogs of
 * botbuilder-dialogs, which this library does not import.
 */
export function watchDialogs({ turnState }: Pick<HostContext, 'turnState'>): () => boolean {
  const loaded = new Map<unknown, { readonly isOpen: boolean; readonly hash: unknown }>();
  const set = turnState.set.bind(turnState);
  Object.assign(turnState, {
    set(key: unknown, value: unknown) {
      if (isCachedState(value) && !loaded.has(key)) loaded.set(key, { isOpen: hasOpenDialog(value), hash: value.hash });
      return set(key, value);
    },
  });
  return () =>
    [...loaded].some(([key, before]) => {
      const value: unknown = turnState.get(key);
      return isCachedState(value) && value.hash !== before.hash && !before.isOpen && hasOpenDialog(value);
    });
}

function hasOpenDialog({ state }: CachedState): boolean {
  return Object.values(state).some(
    (property) =>
      isRecord(property) &&
      'dialogStack' in property &&
      Array.isArray(property.dialogStack) &&
      property.dialogStack.length > 0,
  );
}
