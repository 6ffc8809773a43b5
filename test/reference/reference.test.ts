import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { registryProblem, shell } from '../pack/npm.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('npm run reference', () => {
  before(async function () {
    this.timeout(60_000);
    if (await registryProblem(root)) this.skip();
  });

  it('builds a reference in which every public name is documented and every link leads somewhere', async () => {
    await shell('npm run --silent reference', root, { npm_config_prefer_offline: 'true' });
    const page = await readFile(`${root}/dist/reference/classes/index.ClickatellAdapter.html`, 'utf8');
    expect(page).to.include('A Bot Framework adapter for WhatsApp');
  }).timeout(180_000);
});
