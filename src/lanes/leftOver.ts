/**
 * The turn ends and has not run: the process stops, and the item is left to the next one, or to another that shares the
 * store. No failure: it is not reported, and does not count as a try.
 */
export class LeftOver extends Error {}
