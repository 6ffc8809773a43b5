import type { Write } from '../core/write.js';
import type { LaneItem, WhenSetAside } from '../store/lanes.js';

/** What the hook writes for an item that is set aside: nothing if it throws, which is reported. */
export function writesAside(
  hook: WhenSetAside | undefined,
  item: LaneItem,
  error: Error,
  fault: (thrown: unknown) => void,
): readonly Write[] {
  try {
    return hook?.(item, error) ?? [];
  } catch (thrown) {
    fault(thrown);
    return [];
  }
}
