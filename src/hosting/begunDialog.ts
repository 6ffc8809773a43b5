import type { HostContext } from './context.js';

/** What BotState of Bot Framework and AgentState of the Agents SDK keep in a turn's context: the state, and a hash of it as it was loaded or saved last. */
interface Cached {
  readonly state: Readonly<Record<string, unknown>>;
  readonly hash: unknown;
}

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
      if (isCached(value) && !loaded.has(key)) loaded.set(key, { isOpen: hasOpenDialog(value), hash: value.hash });
      return set(key, value);
    },
  });
  return () =>
    [...loaded].some(([key, before]) => {
      const value: unknown = turnState.get(key);
      return isCached(value) && value.hash !== before.hash && !before.isOpen && hasOpenDialog(value);
    });
}

function isCached(value: unknown): value is Cached {
  return isObject(value) && 'hash' in value && 'state' in value && isObject(value.state);
}

function hasOpenDialog({ state }: Cached): boolean {
  return Object.values(state).some(
    (property) =>
      isObject(property) &&
      'dialogStack' in property &&
      Array.isArray(property.dialogStack) &&
      property.dialogStack.length > 0,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
