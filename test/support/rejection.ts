import { expect } from 'chai';

/** The error that a promise rejects with. Fails if the promise resolves or the error has another class. */
export async function rejection<E extends Error>(
  promise: Promise<unknown>,
  kind: new (...values: never[]) => E,
): Promise<E> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(kind);
    if (error instanceof kind) return error;
  }
  return expect.fail(`It resolved, where ${kind.name} was expected.`);
}
