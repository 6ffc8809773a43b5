import { errors } from '../clickatell/wire.js';
import { type Answer, wireFailure } from './answer.js';
import { wrongParameter } from './judge.js';
import { largestOf } from './media.js';
import type { World } from './world.js';

/** `POST /v1/media?fileName=…`: the raw bytes under their own content type. */
export function uploadMedia(world: World, query: URLSearchParams, contentType: string, bytes: Buffer): Answer {
  const fileName = query.get('fileName');
  if (!fileName) return wrong('fileName');
  if (bytes.length === 0) return wrong('body');
  const largest = largestOf(contentType);
  if (largest === undefined) return wireFailure(errors.contentType);
  if (bytes.length > largest) return wireFailure(errors.mediaTooLarge);
  const { fileId } = world.media.put({ fileName, contentType, bytes }, world.clock.now());
  return { status: 200, json: { fileId, accepted: true } };
}

/** `GET /v1/media?fileId=…&sha256Hash=…`: the bytes, for whoever knows both. */
export function downloadMedia(world: World, query: URLSearchParams): Answer {
  const fileId = query.get('fileId');
  const sha256Hash = query.get('sha256Hash');
  if (!fileId) return wrong('fileId');
  if (!sha256Hash) return wrong('sha256Hash');
  const file = world.media.get(fileId, world.clock.now());
  if (!file || file.sha256Hash !== sha256Hash) return wireFailure(errors.mediaNotFound);
  return { status: 200, bytes: file.bytes, headers: { 'content-type': file.contentType } };
}

/** `GET /v1/media/{fileId}`: what is known of a file. */
export function mediaMetadata(world: World, fileId: string): Answer {
  const file = world.media.get(fileId, world.clock.now());
  if (!file) return wireFailure(errors.mediaNotFound);
  const { fileName, contentType, sha256Hash, bytes } = file;
  return { status: 200, json: { fileId, fileName, contentType, sha256Hash, byteSize: bytes.length } };
}

function wrong(name: string): Answer {
  return { status: 400, json: { error: wrongParameter(name).error } };
}
