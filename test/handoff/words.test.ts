import { expect } from 'chai';
import type { Activity } from '../../src/core/activity.js';
import { messagesIn, wordsOf } from '../../src/handoff/words.js';

describe('What a human is shown of a message', () => {
  const place = { type: 'GeoCoordinates', latitude: -26.2, longitude: 28.04, address: '1 Main Road' };
  const rows: readonly (readonly [what: string, activity: Activity, text: string, files?: number])[] = [
    ['a text', { type: 'message', text: ' Hello ' }, 'Hello'],
    ['a tap', { type: 'message', text: 'Yes', value: 'yes-1' }, 'Yes'],
    ['a tap without a title', { type: 'message', text: '', value: 'yes' }, 'yes'],
    ['a place', { type: 'message', text: 'Shop', entities: [place] }, 'Shop\nPlace: 1 Main Road, -26.2, 28.04'],
    ['contacts', { type: 'message', text: 'Ben: +27 82', attachments: [{ contentType: 'text/vcard' }] }, 'Ben: +27 82'],
    ['a picture', { type: 'message', text: '', attachments: [{ contentType: 'image/png' }] }, 'A picture', 1],
    ['a file', { type: 'message', attachments: [{ contentType: 'application/pdf', name: 'a.pdf' }] }, 'a.pdf', 1],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: '👍' }] }, 'Reacted 👍'],
    ['a reaction taken back', { type: 'messageReaction', reactionsRemoved: [{ type: '' }] }, 'Took a reaction back'],
    [
      'what cannot be read',
      { type: 'message', text: '', valueType: 'clickatell/unsupported', value: {} },
      'Sent something that cannot be shown here.',
    ],
    [
      'a question of the bot’s',
      {
        type: 'message',
        text: 'Sure?',
        suggestedActions: { to: [], actions: [{ type: 'imBack', title: 'Yes', value: 'y' }] },
      },
      'Sure?\n[Yes]',
    ],
  ];
  for (const [what, activity, text, files = 0] of rows) {
    it(`is in words for ${what}`, () => {
      const shown = wordsOf(activity);
      expect(shown.text).to.equal(text);
      expect(shown.attachments?.length ?? 0).to.equal(files);
    });
  }

  it('has no content that came with the message, only addresses', () => {
    const inline = `data:image/png;base64,${'A'.repeat(5000)}`;
    const shown = wordsOf({ type: 'message', attachments: [{ contentType: 'image/png', contentUrl: inline }] });
    expect(shown.attachments).to.deep.equal([{ contentType: 'image/png' }]);
  });

  it('takes from a transcript what can be shown, the last of it, and whatever a bot puts there', () => {
    const at = new Date(1_700_000_000_000);
    const many = Array.from({ length: 150 }, (_, n): Activity => ({ type: 'message', text: `${n}`, timestamp: at }));
    const odd: unknown[] = [
      null,
      'text',
      { type: 'typing' },
      { type: 'message' },
      { type: 'message', text: 'x', timestamp: 'never' },
    ];
    const shown = messagesIn([...many, ...(odd as Activity[])], '27820000001', 5);
    expect(shown).to.have.length(96);
    expect(shown[0]).to.include({ from: 'bot', text: '55', at: at.getTime() });
    expect(shown.at(-1)).to.include({ text: 'x', at: 5 });
    const own: Activity = { type: 'message', text: 'me', from: { id: '27820000001', name: '' } };
    expect(messagesIn([own], '27820000001', 5)[0]).to.include({ from: 'person' });
  });
});
