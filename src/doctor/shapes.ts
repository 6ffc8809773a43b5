import { contentOfNative } from '../render/native/kinds.js';
import type { NativePiece, Offer } from '../render/piece.js';
import { picture } from './picture.js';
import type { Shape } from './shape.js';

const offer = (title: string): Offer => ({ title, choice: { title, value: title, type: 'imBack' } });
const postback = (run: string, title: string) => `doctor-${run}-${title}`;

/** What the adapter would send for the piece. Its choices carry the run's data. */
const native = (piece: NativePiece, run: string) => contentOfNative(piece, ({ title }) => postback(run, title));

const yesAndNo = ['Yes', 'No'];
const rows = ['Balance', 'Transfer', 'Cards', 'Limits'];

/** The free-form messages that are tried. They are made as the adapter makes them. */
export const freeFormShapes: readonly Shape[] = [
  {
    names: ['quote'],
    title: 'a quote',
    category: 'service',
    content: ({ pingId }) => ({ content: 'This quotes your ping.', relatedMessageId: pingId }),
    look: '“This quotes your ping.”, with your ping quoted above it',
  },
  {
    names: ['buttons'],
    title: 'reply buttons',
    category: 'service',
    content: ({ run }) =>
      native({ kind: 'buttons', body: 'Do you see two buttons?', buttons: yesAndNo.map(offer), text: '' }, run),
    look: 'two buttons, “Yes” and “No”: tap one',
    tap: { kind: 'choice', postbacks: (run) => yesAndNo.map((title) => postback(run, title)), titles: yesAndNo },
  },
  {
    names: ['list'],
    title: 'a list',
    category: 'service',
    content: ({ run }) =>
      native(
        {
          kind: 'list',
          body: 'Do you see a button that opens a list?',
          button: 'Choose',
          sections: [{ title: 'Accounts', rows: rows.map(offer) }],
          text: '',
        },
        run,
      ),
    look: 'a button “Choose” that opens a list of four: pick one',
    tap: { kind: 'choice', postbacks: (run) => rows.map((title) => postback(run, title)), titles: rows },
  },
  {
    names: ['link'],
    title: 'a link button',
    category: 'service',
    content: ({ run }) =>
      native(
        {
          kind: 'link',
          body: 'Do you see a button that opens a page?',
          title: 'Open',
          url: 'https://example.com/',
          text: '',
        },
        run,
      ),
    look: 'a button “Open” that opens a page',
  },
  {
    names: ['location'],
    title: 'a location',
    category: 'service',
    content: () => ({
      location: { latitude: '-33.9249', longitude: '18.4241', name: 'Cape Town', address: 'South Africa' },
    }),
    look: 'a map with a pin, “Cape Town”',
  },
  {
    names: ['locationRequest'],
    title: 'a location request',
    category: 'service',
    content: () => ({ locationRequest: { body: 'Do you see a button that asks for your location?' } }),
    look: 'a button that sends your location: tap it and send one, any will do',
    tap: { kind: 'place' },
  },
  {
    names: ['contacts'],
    title: 'a contact',
    category: 'service',
    content: () => ({
      contacts: [
        {
          name: { formattedName: 'Test Contact', firstName: 'Test', lastName: 'Contact' },
          phones: [{ phone: '+27210000000', type: 'WORK' }],
        },
      ],
    }),
    look: 'a contact, “Test Contact”, that you could save',
  },
  {
    names: ['upload'],
    title: 'an uploaded picture',
    category: 'service',
    content: async ({ upload }) => ({
      media: { contentType: picture.contentType, fileId: await upload(), caption: 'This picture was uploaded.' },
    }),
    look: 'a picture of a blue disc, “This picture was uploaded.”',
  },
  {
    names: ['inline'],
    title: 'a picture inside the message',
    category: 'service',
    content: () => ({
      content: picture.base64,
      contentType: picture.contentType,
      caption: 'This picture came inside the message.',
    }),
    look: 'a picture of a blue disc, “This picture came inside the message.”',
  },
];
