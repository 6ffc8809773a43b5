import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';

/**
 * Runs one suite on every kind of store. `freshUrl` gives the URL of an unused store. With Redis, a second store with
 * the same URL sees the first one's values.
 */
export function describeEveryStore(title: string, suite: (freshUrl: () => Promise<string>) => void): void {
  describe(`${title}, memory`, () => {
    suite(async () => 'memory:');
  });
  describe(`${title}, lmdb`, () => {
    after(removeFolders);
    suite(async () => `lmdb:${await temporaryFolder()}`);
  });
  describeWithRedis(`${title}, redis`, (freshUrl) => {
    suite(async () => freshUrl());
  });
}
