import { expect } from 'chai';
import { fromThandi, ids, only, parse } from './parsed.js';

describe('A reaction is read', () => {
  const table: [string, object, object][] = [
    ['to a message', { reaction: { emoji: '👍', messageId: 'm0' } }, { emoji: '👍', relatedMessageId: 'm0' }],
    ['in the other spelling', { reaction: { emoji: '👍', message_id: 'm0' } }, { emoji: '👍', relatedMessageId: 'm0' }],
    ['to a related message', { emoji: '👍', relatedMessageId: 'm0' }, { emoji: '👍', relatedMessageId: 'm0' }],
    ['that was taken back', { reaction: { emoji: '', messageId: 'm0' } }, { emoji: '', relatedMessageId: 'm0' }],
    ['that is there no more', { reaction: { messageId: 'm0' } }, { emoji: '', relatedMessageId: 'm0' }],
    ['with its text', { content: '👍', relatedMessageId: 'm0' }, { emoji: '👍', relatedMessageId: 'm0' }],
    ['with its text, to nothing', { text: '👍🏽' }, { emoji: '👍🏽' }],
    ['with its text in a record', { text: { body: '👍' } }, { emoji: '👍' }],
    ['that is a field', { reaction: '❤️', relatedMessageId: 'm0' }, { emoji: '❤️', relatedMessageId: 'm0' }],
    ['with its text inside', { reaction: { text: '👍', id: 'm0' } }, { emoji: '👍', relatedMessageId: 'm0' }],
    ['with its text beside', { reaction: { messageId: 'm0' }, content: '👍' }, { emoji: '👍', relatedMessageId: 'm0' }],
    [
      'to the key of a message',
      { reactionMessage: { text: '👍', key: { id: 'm0' } } },
      { emoji: '👍', relatedMessageId: 'm0' },
    ],
    ['with its target beside', { emoji: '👍', reacted_message_id: 'm0' }, { emoji: '👍', relatedMessageId: 'm0' }],
    ['that was taken back, flat', { content: '', relatedMessageId: 'm0' }, { emoji: '', relatedMessageId: 'm0' }],
    ['that is null', { emoji: null, relatedMessageId: 'm0' }, { emoji: '', relatedMessageId: 'm0' }],
    ['without anything but a target', { relatedMessageId: 'm0' }, { emoji: '', relatedMessageId: 'm0' }],
    [
      'that was taken back by its name',
      { reaction: { emoji: '👍', messageId: 'm0', removed: true } },
      { emoji: '👍', isRemoved: true, relatedMessageId: 'm0' },
    ],
    ['whose action is to remove', { emoji: '👍', action: 'unreact' }, { emoji: '👍', isRemoved: true }],
    ['with our id', { emoji: '👍', relatedClientMessageId: 'abc' }, { emoji: '👍', relatedClientMessageId: 'abc' }],
  ];
  for (const [name, fields, reaction] of table) {
    it(name, () => {
      for (const event of ['moReaction', 'moMessageReaction']) {
        expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal({
          ...{ kind: 'reaction', messageId: 'm1', ...fromThandi },
          ...reaction,
        });
      }
    });
  }

  it('takes a reaction for removed by the name of its event', () => {
    const event = only(parse('moReactionRemoved', { ...ids, content: '👍', relatedMessageId: 'm0' }));
    expect(event).to.include({ kind: 'reaction', emoji: '👍', isRemoved: true, relatedMessageId: 'm0' });
  });
});
