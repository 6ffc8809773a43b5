import { idOf, isRecord, numberOf, textOf } from './fields.js';

type Entry = Record<string, unknown>;

/** What a message says, by the kind of its event; `unsupported` where that cannot be read whole. */
export function contentOf(event: string, entry: Entry) {
  return readContent(event, entry) ?? { kind: 'unsupported' as const, event: event.slice(0, 64) };
}

function readContent(event: string, entry: Entry) {
  if (isEncrypted(entry)) return undefined;
  switch (event) {
    case 'moText':
      return readText(entry);
    case 'moMedia':
      return Array.isArray(entry.files) && entry.files.length > 0 ? readFiles(entry.files, entry) : readInline(entry);
    case 'moLocation':
      return readLocation(entry);
    default:
      return readAnswer(event, entry);
  }
}

/** Cipher text must not reach a bot as if a person had written it. */
function isEncrypted({ encryptionKey }: Entry): boolean {
  return encryptionKey !== undefined && encryptionKey !== null;
}

function readText({ content }: Entry) {
  return typeof content === 'string' ? { kind: 'text' as const, text: content } : undefined;
}

function readInline(entry: Entry) {
  const { content, ...raw } = entry;
  const contentType = mediaTypeOf(entry.contentType);
  const base64 = typeof content === 'string' ? content.replace(/\s+/g, '') : '';
  if (contentType === undefined || base64 === '' || /[^A-Za-z0-9+/=]/.test(base64)) return undefined;
  const source = { kind: 'inline' as const, base64 };
  const media = [{ contentType, source, byteSize: Buffer.byteLength(base64, 'base64') }];
  return { kind: 'media' as const, media, ...captionOf(entry), raw };
}

/** All of the files or none: half of what a person sent would be taken for the whole. */
function readFiles(files: unknown[], entry: Entry) {
  const media = files.map(readFile).filter((file) => file !== undefined);
  return media.length === files.length ? { kind: 'media' as const, media, ...captionOf(entry) } : undefined;
}

function readFile(file: unknown) {
  if (!isRecord(file) || isEncrypted(file)) return undefined;
  const contentType = mediaTypeOf(file.contentType ?? 'application/octet-stream');
  const downloadUrl = webAddressOf(file.downloadUrl);
  if (contentType === undefined || downloadUrl === undefined) return undefined;
  const fileName = textOf(file.fileName);
  const sha256 = idOf(file.sha256Hash);
  const byteSize = numberOf(file.byteSize);
  return {
    contentType,
    source: { kind: 'file' as const, downloadUrl },
    ...(fileName !== undefined && { fileName }),
    ...(sha256 !== undefined && { sha256 }),
    ...(byteSize !== undefined && byteSize >= 0 && { byteSize }),
  };
}

function readLocation(entry: Entry) {
  // Clickatell has been seen to send `latitute`.
  const latitude = numberOf(entry.latitude ?? entry.latitute);
  const longitude = numberOf(entry.longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  const name = textOf(entry.locationName);
  const address = textOf(entry.locationAddress);
  return {
    kind: 'location' as const,
    latitude,
    longitude,
    ...(name !== undefined && { name }),
    ...(address !== undefined && { address }),
  };
}

/**
 * A tapped button, and every event that is not known yet: where its fields stand is not certain, so both places that
 * were seen are looked at, and then for plain text. A reaction's text is no message.
 */
function readAnswer(event: string, entry: Entry) {
  if (isReaction(event)) return undefined;
  const selected = isRecord(entry.selectedItem) ? entry.selectedItem : {};
  const postbackData = textOf(entry.postbackData) ?? textOf(selected.postbackData);
  const title = textOf(entry.title) ?? textOf(selected.title) ?? postbackData;
  if (title !== undefined)
    return { kind: 'button' as const, title, ...(postbackData !== undefined && { postbackData }) };
  const isPlain = entry.contentType === undefined || entry.contentType === null;
  return isPlain && textOf(entry.content) !== undefined ? readText(entry) : undefined;
}

/** Reactions are not documented; by this much of its name, an event is one. */
export function isReaction(event: string): boolean {
  return /reaction/i.test(event);
}

function captionOf(entry: Entry) {
  const caption = textOf(entry.caption);
  return caption === undefined ? {} : { caption };
}

function mediaTypeOf(value: unknown): string | undefined {
  const type = idOf(value);
  return type !== undefined && /^[\w.+-]+\/[\w.+-]+ *(;|$)/.test(type) ? type : undefined;
}

function webAddressOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  return /^https?:$/.test(new URL(value).protocol) ? value : undefined;
}
