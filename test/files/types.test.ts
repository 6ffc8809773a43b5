import { expect } from 'chai';
import fc from 'fast-check';
import { named, typeOf } from '../../src/files/types.js';
import { files } from './files.js';

const MB = 1024 * 1024;

describe('The type of a file', () => {
  const rows: [file: keyof typeof files, label: string, name: string, type: string | undefined, extension?: string][] =
    [
      ['jpeg', 'image/jpeg', '', 'image/jpeg', 'jpg'],
      ['jpeg', 'image/png', 'a.png', 'image/jpeg', 'jpg'],
      ['jpeg', '', '', 'image/jpeg', 'jpg'],
      ['png', 'image/*', '', 'image/png', 'png'],
      ['png', 'application/octet-stream', '', 'image/png', 'png'],
      ['pdf', 'application/pdf', '', 'application/pdf', 'pdf'],
      ['pdf', 'text/plain', 'a.txt', 'application/pdf', 'pdf'],
      ['amr', '', '', 'audio/amr', 'amr'],
      ['opus', 'audio/ogg', '', 'audio/ogg; codecs=opus', 'ogg'],
      ['vorbis', 'audio/ogg', 'a.ogg', undefined],
      ['mp3', '', '', 'audio/mpeg', 'mp3'],
      ['id3', 'audio/mp3', '', 'audio/mpeg', 'mp3'],
      ['aac', '', '', 'audio/aac', 'aac'],
      ['id3', 'audio/aac', '', 'audio/aac', 'aac'],
      ['mp4', '', '', 'video/mp4', 'mp4'],
      ['mp4', 'audio/mp4', '', 'audio/mp4', 'm4a'],
      ['mp4', 'audio/x-m4a', '', 'audio/mp4', 'm4a'],
      ['newMp4', 'video/mp4', '', 'video/mp4', 'mp4'],
      ['m4a', 'video/mp4', '', 'audio/mp4', 'm4a'],
      ['threeGp', '', '', 'video/3gpp', '3gp'],
      ['quickTime', 'video/mp4', 'a.mp4', undefined],
      ['heic', 'image/jpeg', 'a.jpg', undefined],
      ['word', '', '', 'application/msword', 'doc'],
      ['word', 'application/vnd.ms-excel', 'a.xls', 'application/msword', 'doc'],
      ['excel', '', '', 'application/vnd.ms-excel', 'xls'],
      ['powerPoint', '', '', 'application/vnd.ms-powerpoint', 'ppt'],
      ['oldOffice', 'application/vnd.ms-excel', '', 'application/vnd.ms-excel', 'xls'],
      ['oldOffice', '', 'a.ppt', 'application/vnd.ms-powerpoint', 'ppt'],
      ['oldOffice', '', 'a.msi', undefined],
      ['text', 'text/plain; charset=utf-8', '', 'text/plain', 'txt'],
      ['text', 'application/octet-stream', 'a.TXT', 'text/plain', 'txt'],
      ['text', 'application/octet-stream', 'a.csv', 'text/plain', 'txt'],
      ['text', 'text/csv', 'a.csv', 'text/plain', 'txt'],
      ['text', 'application/json', 'a.json', 'text/plain', 'txt'],
      ['text', 'application/ld+json', '', 'text/plain', 'txt'],
      ['text', 'text/markdown; charset=utf-8', '', 'text/plain', 'txt'],
      ['text', 'application/octet-stream', 'a.exe', undefined],
      ['gif', 'text/csv', 'a.csv', undefined],
      ['text', '', '', undefined],
      ['html', 'image/png', 'a.png', undefined],
      ['html', 'text/html', 'a.txt', undefined],
      ['gif', 'image/gif', 'a.gif', undefined],
      ['gif', 'image/png', 'a.png', undefined],
      ['gif', 'text/plain', 'a.txt', undefined],
      ['webp', 'image/webp', 'a.webp', undefined],
      ['svg', 'image/svg+xml', 'a.svg', undefined],
      ['zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a.docx', undefined],
      ['zip', 'application/zip', 'a.zip', undefined],
      ['empty', 'text/plain', 'a.txt', undefined],
      ['empty', 'image/png', 'a.png', undefined],
    ];
  for (const [file, label, name, type, extension] of rows) {
    it(`of ${file}, called ${JSON.stringify(label)} and ${JSON.stringify(name)}, is ${type}`, () => {
      const found = typeOf(files[file], label, name);
      expect(found?.contentType).to.equal(type);
      expect(found?.extension).to.equal(extension);
    });
  }

  const limits: [file: keyof typeof files, limit: number][] = [
    ['png', 5 * MB],
    ['opus', 16 * MB],
    ['mp4', 5 * MB],
    ['pdf', 30 * MB],
  ];
  for (const [file, limit] of limits) {
    it(`allows ${limit / MB} MB of ${file}`, () => {
      expect(typeOf(files[file], '', '')?.largestBytes).to.equal(limit);
    });
  }

  it('is found, or not, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), fc.string(), (bytes, label, name) => {
        const type = typeOf(Buffer.from(bytes), label, name);
        if (type) expect(named(name, type)).to.match(/[^/\\]+\.\w+$/);
      }),
    );
  });
});

describe('The name of a file', () => {
  const jpeg = typeOf(files.jpeg, '', '');
  const rows: [given: string, named: string][] = [
    ['photo.jpg', 'photo.jpg'],
    ['photo.JPEG', 'photo.JPEG'],
    ['photo.png', 'photo.jpg'],
    ['photo.bin', 'photo.jpg'],
    ['photo.webp', 'photo.webp.jpg'],
    ['photo', 'photo.jpg'],
    ['report v1.2', 'report v1.2.jpg'],
    ['', 'file.jpg'],
    ['.png', 'file.jpg'],
    ['../../etc/photo.png', 'photo.jpg'],
    ['C:\\photos\\a.png', 'a.jpg'],
    ['a\r\nb\u202Egnp.jpg', 'abgnp.jpg'],
    ['a\ud800.jpg', 'a.jpg'],
    [`${'é'.repeat(300)}.jpg`, `${'é'.repeat(60)}.jpg`],
  ];
  for (const [given, expected] of rows) {
    it(`is ${JSON.stringify(expected.slice(0, 30))} for ${JSON.stringify(given.slice(0, 30))}`, () => {
      expect(jpeg && named(given, jpeg)).to.equal(expected);
    });
  }
});
