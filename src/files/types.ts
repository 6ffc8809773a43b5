import { largestUploadBytes } from '../clickatell/media.js';
import { compoundType, signatureOf } from './signature.js';

/** A kind of file that WhatsApp takes. */
export interface MediaType {
  readonly contentType: string;
  /** Without the dot. */
  readonly extension: string;
  /** The lower of WhatsApp's limit and Clickatell's. */
  readonly largestBytes: number;
  /** Whether its name is shown to the person. */
  readonly isDocument: boolean;
}

const MB = 1024 * 1024;
const image = 5 * MB;
const audio = 16 * MB;
/** Clickatell's newer page says 5 MB; its older page and WhatsApp say 16 MB. */
const video = 5 * MB;
/** WhatsApp takes 100 MB, but an upload may not have that much. */
const document = largestUploadBytes;

/** Clickatell, "Supported content types". Each with its valid extensions, the usual one first. */
const table: readonly (readonly [contentType: string, largestBytes: number, ...extensions: [string, ...string[]]])[] = [
  ['image/jpeg', image, 'jpg', 'jpeg', 'jpe', 'jfif'],
  ['image/png', image, 'png'],
  ['audio/aac', audio, 'aac'],
  ['audio/mp4', audio, 'm4a', 'mp4', 'm4b'],
  ['audio/amr', audio, 'amr'],
  ['audio/mpeg', audio, 'mp3', 'mpga'],
  ['audio/ogg; codecs=opus', audio, 'ogg', 'opus', 'oga'],
  ['video/mp4', video, 'mp4', 'm4v'],
  ['video/3gpp', video, '3gp', '3gpp'],
  ['application/pdf', document, 'pdf'],
  ['application/msword', document, 'doc'],
  ['application/vnd.ms-powerpoint', document, 'ppt', 'pps'],
  ['application/vnd.ms-excel', document, 'xls'],
  ['text/plain', document, 'txt', 'text', 'log'],
];

const types: ReadonlyMap<string, MediaType> = new Map(
  table.map(([contentType, largestBytes, extension]) => {
    const isDocument = /^(?:application|text)\//.test(contentType);
    return [contentType, { contentType, extension, largestBytes, isDocument }];
  }),
);

/** Whether it takes the whole file to tell its type. `head` is its first bytes. */
export function needsWhole(head: Buffer): boolean {
  return signatureOf(head, '') === 'compound';
}

/**
 * The type of a file, by its bytes. The label (the content type that its sender gives) and the name decide only if the
 * bytes leave it open. `undefined` if WhatsApp does not take the type, or if the bytes do not match the label.
 */
export function typeOf(bytes: Buffer, label: string, fileName: string): MediaType | undefined {
  const labelled = baseType(label);
  const signature = signatureOf(bytes, labelled);
  if (signature === 'compound') return types.get(compoundType(bytes) ?? compoundByName(labelled, fileName) ?? '');
  if (signature !== undefined) return types.get(signature);
  return isText(bytes, labelled, fileName) ? types.get('text/plain') : undefined;
}

/** The claimed content type if it says something, otherwise the served one. */
export function labelOf(claimed: string, served: string): string {
  return saysNothing(baseType(claimed)) ? served : claimed;
}

/** The name with an extension that is valid for the type. A valid extension stays. */
export function named(fileName: string, { contentType, extension }: MediaType): string {
  // Remove the path, line ends and characters that change the direction of reading.
  const clean = fileName
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  const right = table.find(([type]) => type === contentType)?.slice(2) ?? [];
  const found = extensionOf(clean);
  if (found !== '' && right.includes(found)) return cut(clean.slice(0, -found.length - 1), clean.slice(-found.length));
  // The extension of another type is replaced. Anything else after a dot belongs to the name, as in "v1.2".
  const wrong = found === 'bin' || table.some(([, , ...extensions]) => extensions.includes(found));
  return cut(wrong ? clean.slice(0, -found.length - 1) : clean, extension);
}

/** File systems take names of 255 bytes; the provider's limit is not known. */
const longestStem = 60;

function cut(stem: string, extension: string): string {
  const short = [...stem].slice(0, longestStem).join('');
  return `${short === '' ? 'file' : short}.${extension}`;
}

function extensionOf(fileName: string): string {
  return /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function baseType(label: string): string {
  return (label.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** For an old Office file whose content does not name its program. */
function compoundByName(labelled: string, fileName: string): string | undefined {
  const office = table.filter(([type]) => /^application\/(?:msword|vnd\.ms-)/.test(type));
  const extension = extensionOf(fileName);
  const found =
    office.find(([type]) => type === labelled) ?? office.find(([, , ...extensions]) => extensions.includes(extension));
  return found?.[0];
}

/** Text has no signature, so the label decides, or the name if the label says nothing. */
function isText(bytes: Buffer, labelled: string, fileName: string): boolean {
  const isLabelled = isTextType(labelled) || (saysNothing(labelled) && textExtensions.includes(extensionOf(fileName)));
  return isLabelled && bytes.length > 0 && !bytes.includes(0);
}

const textExtensions = ['txt', 'text', 'log', 'csv', 'tsv', 'json', 'xml', 'md', 'yaml', 'yml', 'ics', 'vcf'];

/**
 * Whether files of this type are text that a person would open: Clickatell takes all of them as `text/plain` only. A page
 * of HTML is none, because servers answer with one for a file that is not there.
 */
export function isTextType(labelled: string): boolean {
  if (/^text\//.test(labelled)) return labelled !== 'text/html';
  return /^application\/(?:(?:[\w.-]+\+)?(?:json|xml|yaml)|csv|x-yaml|x-ndjson)$/.test(labelled);
}

/** For example `image/*`, `image`, `application/octet-stream`. */
function saysNothing(labelled: string): boolean {
  return !/^[\w.+-]+\/[\w.+-]+$/.test(labelled) || labelled.endsWith('/octet-stream');
}
