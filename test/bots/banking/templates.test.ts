import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { z } from 'zod';
import { readIntent } from '../../../bots/banking/intents.js';

const catalogue = z.object({
  defaultLanguage: z.literal('en'),
  reengagement: z.string(),
  templates: z.array(
    z.object({
      name: z.string().regex(/^[a-z0-9_]+$/),
      body: z.string().max(1024),
      slots: z.array(z.string()),
      buttons: z.array(z.object({ type: z.literal('quickReply'), title: z.string().max(20) })).default([]),
    }),
  ),
});

describe('the catalogue of the banking bot', () => {
  const read = async () =>
    catalogue.parse(
      JSON.parse(await readFile(new URL('../../../bots/banking/templates.json', import.meta.url), 'utf8')),
    );

  it('has a slot for every variable, and no body that begins or ends with one', async () => {
    for (const { name, body, slots } of (await read()).templates) {
      expect(body, name).to.not.match(/^\{\{|\}\}$/);
      expect(
        [...body.matchAll(/\{\{(\d+)\}\}/g)].map((match) => Number(match[1])),
        name,
      ).to.deep.equal(slots.map((_, index) => index + 1));
    }
  });

  it('has only quick replies that the bot understands', async () => {
    // What is held is the answer to the tap on the re-engagement template.
    const { templates, reengagement } = await read();
    const asking = templates.filter(({ name }) => name !== reengagement);
    const titles = asking.flatMap(({ buttons }) => buttons.map(({ title }) => title));
    expect(titles.map((title) => readIntent(title)?.kind)).to.deep.equal(['itWasMe', 'notMe']);
  });
});
