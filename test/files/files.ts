/** Files that begin as those of their kind do; none is whole. */
const zeros = Buffer.alloc(600);

function beginning(start: string | Buffer, rest: Buffer = zeros): Buffer {
  return Buffer.concat([typeof start === 'string' ? Buffer.from(start, 'latin1') : start, rest]);
}

function ftyp(...brands: string[]): Buffer {
  const [major = '', ...compatible] = brands;
  const box = Buffer.from(`\0\0\0\0ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1');
  box.writeUInt32BE(box.length, 0);
  return beginning(box);
}

function compound(stream: string): Buffer {
  const head = beginning(Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000));
  return Buffer.concat([head, Buffer.from(`${stream}\0`, 'utf16le'), zeros]);
}

export const files = {
  jpeg: beginning('\xff\xd8\xff\xe0\0\x10JFIF'),
  png: beginning('\x89PNG\r\n\x1a\n'),
  pdf: beginning('%PDF-1.7\n'),
  amr: beginning('#!AMR\n'),
  opus: beginning(`OggS${'\0'.repeat(24)}OpusHead`),
  vorbis: beginning(`OggS${'\0'.repeat(24)}\x01vorbis`),
  mp3: beginning('\xff\xfb\x90\x64'),
  id3: beginning('ID3\x04\0'),
  aac: beginning('\xff\xf1\x50\x80'),
  mp4: ftyp('isom', 'isom', 'iso2', 'avc1', 'mp41'),
  newMp4: ftyp('XXXX', 'mp42'),
  m4a: ftyp('M4A ', 'M4A ', 'mp42'),
  threeGp: ftyp('3gp4', 'isom'),
  quickTime: ftyp('qt  ', 'qt  '),
  heic: ftyp('heic', 'mif1', 'heic'),
  word: compound('WordDocument'),
  excel: compound('Workbook'),
  powerPoint: compound('PowerPoint Document'),
  oldOffice: compound('Something'),
  gif: beginning('GIF89a'),
  webp: beginning('RIFF\0\0\0\0WEBPVP8 '),
  zip: beginning('PK\x03\x04'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  html: Buffer.from('<!doctype html><p>Sign in'),
  text: Buffer.from('Zoë'),
  empty: Buffer.alloc(0),
} as const;
