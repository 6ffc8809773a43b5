/**
 * The content type of a file by its first bytes, if WhatsApp takes it. `compound` is an old Office file, whose type
 * takes the whole file to tell. `label` decides only between video and audio in MP4, which begin alike.
 */
export function signatureOf(bytes, label) {
    if (bytes.length < 4)
        return undefined;
    const [first = 0, second = 0, third = 0] = bytes;
    if (starts(bytes, 'ffd8ff'))
        return 'image/jpeg';
    if (starts(bytes, '89504e470d0a1a0a'))
        return 'image/png';
    if (starts(bytes, 'd0cf11e0a1b11ae1'))
        return 'compound';
    if (says(bytes, 0, '%PDF-'))
        return 'application/pdf';
    if (says(bytes, 0, '#!AMR'))
        return 'audio/amr';
    // Of Ogg files WhatsApp plays only Opus, which the first page of the file names.
    if (says(bytes, 0, 'OggS'))
        return says(bytes, 28, 'OpusHead') ? 'audio/ogg; codecs=opus' : undefined;
    if (says(bytes, 4, 'ftyp'))
        return isoMedia(brandsOf(bytes), label);
    if (says(bytes, 0, 'ID3'))
        return label === 'audio/aac' ? 'audio/aac' : 'audio/mpeg';
    // Eleven or twelve set bits, then the layer: 00 is AAC (ADTS), 01 is MP3. Reserved sampling rates are neither.
    if (first === 0xff && (second & 0xf6) === 0xf0 && (third & 0x3c) >> 2 < 13)
        return 'audio/aac';
    if (first === 0xff && (second & 0xe6) === 0xe2 && (third & 0x0c) !== 0x0c)
        return 'audio/mpeg';
    return undefined;
}
/** Names of the streams in old Office files (MS-DOC, MS-XLS, MS-PPT). Their directories contain them as UTF-16. */
const streams = [
    ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
    ['WordDocument', 'application/msword'],
    ['Workbook', 'application/vnd.ms-excel'],
];
/** The program that a compound file belongs to. A document may embed others, so the first name decides. */
export function compoundType(bytes) {
    const found = streams
        .map(([name, type]) => ({ type, at: bytes.indexOf(Buffer.from(`${name}\0`, 'utf16le')) }))
        .filter(({ at }) => at >= 0)
        .sort((one, other) => one.at - other.at);
    return found[0]?.type;
}
/** ISO base media (ISO/IEC 14496-12), by the brands that the file conforms to. */
function isoMedia(brands, label) {
    const [major = ''] = brands;
    // Files of QuickTime itself and pictures (HEIF) have none of these brands.
    const plays = brands.some((brand) => /^(?:iso[2-9m]|mp4[12]|avc1|dash|M4V |M4A |M4B |MSNV)$/.test(brand));
    if (/^M4[AB] $/.test(major))
        return 'audio/mp4';
    if (/^3gp\d$|^3g[ers]\d$/.test(major))
        return 'video/3gpp';
    if (!plays || major === 'qt  ')
        return undefined;
    return /^audio\/(?:x-)?(?:mp4|m4a|m4b)$/.test(label) ? 'audio/mp4' : 'video/mp4';
}
function brandsOf(bytes) {
    const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
    const compatible = Array.from({ length: Math.max(0, Math.floor((end - 16) / 4)) }, (_, place) => 16 + place * 4);
    return [8, ...compatible].map((at) => bytes.toString('latin1', at, at + 4));
}
function starts(bytes, hex) {
    return bytes.subarray(0, hex.length / 2).toString('hex') === hex;
}
function says(bytes, at, text) {
    return bytes.toString('latin1', at, at + text.length) === text;
}
