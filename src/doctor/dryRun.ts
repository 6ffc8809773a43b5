import { paths, type WireMessage } from '../clickatell/wire.js';
import { lastFour } from '../core/conversation.js';
import { nobodysMessage } from './account.js';
import { mostProbed, probeMessage } from './batchLimit.js';
import { costsOf } from './costs.js';
import { picture } from './picture.js';
import type { DoctorSettings } from './settings.js';
import type { Shape } from './shape.js';
import { freeFormShapes } from './shapes.js';
import { templateShapes } from './templateShapes.js';

/**
 * Every request that the doctor would make, with what it costs, as text. Neither the key nor the whole number of the
 * phone is in it.
 */
export async function dryRun({ baseUrl, to, templates, prices }: DoctorSettings): Promise<string> {
  const { shapes } = templateShapes(templates);
  const all = [...freeFormShapes, ...shapes];
  const sent: string[] = [];
  for (const shape of all) sent.push(`# ${shape.title}\n${await messageRequest(baseUrl, shape, to)}`);
  const upload = `POST ${baseUrl}${paths.media}?fileName=${picture.fileName}`;
  return [
    'Nothing is sent, and no port is opened. These requests would be made:',
    `# whether the key is accepted\nGET ${baseUrl}${paths.balance}\n${headers()}`,
    `# the same, if the balance does not tell\n${lookUp(baseUrl, nobodysMessage)}`,
    `# how many messages a request may hold: 1, ${mostProbed}, and halves between them, none of which can be accepted\n` +
      post(baseUrl, [probeMessage(0)]),
    `# whether files can be uploaded\n${upload}\n${headers(picture.contentType)}\n\n<${Buffer.from(picture.base64, 'base64').length} bytes>`,
    '# once the person has sent the ping:',
    ...sent,
    `# what became of a message, if neither a callback nor the person tells\n${lookUp(baseUrl, '<its id>')}`,
    ['What it costs:', ...costsOf(all, to, prices)].join('\n'),
    '',
  ].join('\n\n');
}

function lookUp(baseUrl: string, id: string): string {
  return `GET ${baseUrl}${paths.message}/${id}\n${headers()}`;
}

async function messageRequest(baseUrl: string, shape: Shape, to: string): Promise<string> {
  const known = { pingId: '<the id of the ping>', run: '<run>', upload: async () => '<the id of the upload>' };
  const content = await shape.content(known);
  const clientMessageId = `doctor-<run>-${shape.names.join('-')}`;
  return post(baseUrl, [{ channel: 'whatsapp', to: lastFour(to), clientMessageId, ...content }]);
}

function post(baseUrl: string, messages: readonly WireMessage[]): string {
  return `POST ${baseUrl}${paths.message}\n${headers('application/json')}\n\n${JSON.stringify({ messages }, null, 2)}`;
}

function headers(contentType = 'application/json'): string {
  return `Authorization: <the key>\nAccept: application/json\nContent-Type: ${contentType}`;
}
