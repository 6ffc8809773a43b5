import { expect } from 'chai';
import { toActivity } from '../../src/inbound/activity.js';
import { referralOf } from '../../src/index.js';
import { stored } from './parsed.js';

const whatsApp = {
  ...{ source_url: 'https://fb.me/1', source_type: 'ad', source_id: '120', headline: 'Home loans', body: 'From 9 %' },
  ...{ media_type: 'image', image_url: 'https://img.example/1', thumbnail_url: 'https://img.example/2' },
  ...{ ctwa_clid: 'ARAk', welcome_message: { text: 'Hello!' } },
};
const whole = {
  ...{ sourceUrl: 'https://fb.me/1', sourceType: 'ad', sourceId: '120', headline: 'Home loans', body: 'From 9 %' },
  ...{ mediaType: 'image', imageUrl: 'https://img.example/1', thumbnailUrl: 'https://img.example/2' },
  ...{ ctwaClid: 'ARAk', welcomeMessage: 'Hello!' },
};

const activityOf = (fields: object, event = 'moText') => toActivity(stored(event, { content: 'Hi', ...fields }));

describe('The referral of a message', () => {
  const table: [name: string, fields: object, referral: object | undefined][] = [
    ["in WhatsApp's spelling", { referral: whatsApp }, whole],
    ['in camel case', { referral: { ...whole, welcomeMessage: { text: 'Hello!' } } }, whole],
    ['beside the profile name', { whatsapp: { profileName: 'T', referral: whatsApp } }, whole],
    ['in its context', { context: { referral: whatsApp } }, whole],
    [
      'as the ad that is answered',
      { contextInfo: { externalAdReply: { title: 'Home loans', sourceUrl: 'https://fb.me/1', ctwaClid: 'ARAk' } } },
      { headline: 'Home loans', sourceUrl: 'https://fb.me/1', ctwaClid: 'ARAk' },
    ],
    ['with one field', { referral: { ctwa_clid: 'ARAk' } }, { ctwaClid: 'ARAk' }],
    ['with an id that is a number', { referral: { source_id: 120 } }, { sourceId: '120' }],
    ['with nothing that can be read', { referral: { source_id: {}, headline: ' ' } }, undefined],
    ['that is none', { referral: 'https://fb.me/1' }, undefined],
    ['that is not there', {}, undefined],
  ];
  for (const [name, fields, expected] of table) {
    it(`is on the activity: ${name}`, () => {
      const activity = activityOf(fields);
      expect(activity).to.include({ type: 'message', text: 'Hi' });
      expect(referralOf(activity)).to.deep.equal(expected);
    });
  }

  it('stands in channelData in both spellings, beside all else that came', () => {
    const { channelData } = activityOf({ referral: { ...whatsApp, new_field: 1 } });
    expect(channelData?.referral).to.deep.include({ ...whole, ctwa_clid: 'ARAk', new_field: 1 });
    expect(channelData).to.include({ messageId: 'm1', content: 'Hi' });
  });

  it('comes with a message of any kind', () => {
    expect(referralOf(activityOf({ title: 'Go', referral: whatsApp }, 'moButtonResponse'))).to.deep.equal(whole);
    expect(referralOf(activityOf({ content: undefined, referral: whatsApp }, 'moOrder'))).to.deep.equal(whole);
  });

  it('is none where a bot or a channel has put something else', () => {
    for (const channelData of [undefined, null, 7, {}, { referral: null }, { referral: { headline: [] } }]) {
      expect(referralOf({ channelData })).to.equal(undefined);
    }
  });
});
