import { errors } from '../../clickatell/wire.js';
import { type Answer, wireFailure } from '../http.js';
import { isPersonId } from '../people/personId.js';
import type { World } from '../world.js';
import type { Integration } from './integrations.js';
import { baseType, extensionOf, largestOf } from './media.js';
import { wrongParameter } from './validate.js';

/**
 * `POST /v1/media?fileName=…[&to=…][&broadcastAllowed=true]`: the raw bytes, with their content type. With `to` and
 * without `broadcastAllowed=true`, the file may be sent to that person only.
 */
export function uploadMedia(
  world: World,
  { number }: Integration,
  query: URLSearchParams,
  contentType: string,
  bytes: Buffer,
): Answer {
  if (world.faults.take('mediaOff')) return wireFailure(errors.noSuchResource);
  if (world.faults.take('mediaRefused')) return wireFailure(errors.contentType);
  if (world.faults.take('mediaError')) return wireFailure(errors.internal);
  const fileName = query.get('fileName') ?? '';
  const to = query.get('to');
  const broadcastAllowed = query.get('broadcastAllowed') ?? 'false';
  if (extensionOf(fileName) === '') return wrong('fileName');
  if (to !== null && !isPersonId(to)) return wrong('to');
  if (!/^(true|false)$/.test(broadcastAllowed)) return wrong('broadcastAllowed');
  if (bytes.length === 0) return wrong('body');
  const largest = largestOf(contentType);
  if (largest === undefined) return wireFailure(errors.contentType);
  if (bytes.length > largest) return wireFailure(errors.mediaTooLarge);
  const tied = to !== null && broadcastAllowed !== 'true';
  const upload = { fileName, contentType, bytes, uploadedBy: number, ...(tied && { onlyTo: to }) };
  const { fileId } = world.media.put(upload, world.clock.now());
  return { status: 200, json: { fileId, accepted: true } };
}

/** `GET /v1/media?fileId=…&sha256Hash=…`: the bytes, for anybody who knows both. */
export function downloadMedia(world: World, query: URLSearchParams): Answer {
  const fileId = query.get('fileId');
  const sha256Hash = query.get('sha256Hash');
  if (!fileId) return wrong('fileId');
  if (!sha256Hash) return wrong('sha256Hash');
  const file = world.media.get(fileId, world.clock.now());
  if (!file || file.sha256Hash !== sha256Hash) return wireFailure(errors.mediaNotFound);
  const bytes = world.faults.take('mediaTampered') ? tampered(file.bytes) : file.bytes;
  return { status: 200, bytes, headers: { 'content-type': file.contentType } };
}

/** `GET /v1/media/{fileId}`: facts about a file. */
export function mediaMetadata(world: World, fileId: string): Answer {
  const file = world.media.get(fileId, world.clock.now());
  if (!file) return wireFailure(errors.mediaNotFound);
  const { fileName, contentType, sha256Hash, bytes } = file;
  return { status: 200, json: { fileId, fileName, contentType, sha256Hash, byteSize: bytes.length } };
}

/** `GET /_emulator/media/{fileId}`: a file for the page. Nothing in it may run there, whoever made it. */
export function shownFile(world: World, fileId: string): Answer {
  const file = world.media.get(fileId, world.clock.now());
  if (!file) return { status: 404, json: { error: 'There is no such file, or it is older than 30 days.' } };
  const disposition = /^(image|audio|video)\//.test(baseType(file.contentType)) ? 'inline' : 'attachment';
  // Through a buffer, which replaces half surrogate pairs: `encodeURIComponent` throws at one.
  const name = encodeURIComponent(Buffer.from(file.fileName).toString()).replaceAll(/['()*]/g, escaped);
  const headers = {
    'content-type': file.contentType,
    'content-disposition': `${disposition}; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  };
  return { status: 200, bytes: file.bytes, headers };
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Different bytes of the same length. */
function tampered(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

function wrong(name: string): Answer {
  return { status: 400, json: { error: wrongParameter(name).error } };
}
