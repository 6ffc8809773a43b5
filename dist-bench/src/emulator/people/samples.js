/** Tiny files of the types that people send most, so that nobody needs a file at hand. */
const samples = {
    'image/png': [
        'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwAgMAAADcJZSMAAAACVBMVEV/stlNj0322GBa5e20AAAAlElEQVR42rXPuw3DMAwEUDuAmvRewlNoBB',
        'a6fTJKyuCmNCwKFj9pjCDq9EAeeMvy7/cK/50BSD/yIN8OnuTnJuwkf81Id6RLc5fU9sYr4v8rEAYAPwKghQ2/U06oBrYTxEe4kB5hQ4pC9RE2',
        'ZEDzmV8ACUbqeoFEGCHlghGyRcCEqkUmiBaZ0PTuCdCrDEivbqD1pgeqhlfITc7MoQAAAABJRU5ErkJggg==',
    ].join(''),
    'image/jpeg': [
        '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB',
        'AQEBAQEBD/wAALCAAwAEABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAA',
        'PwDVAASFRAABsJGGCAoTHK6swyt5MAHNGBI6BIDXMgBZbgYb/9k=',
    ].join(''),
    'application/pdf': [
        'JVBERi0xLjQKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyAvUGFnZXMgMiAwIFIgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL1R5cGUgL1BhZ2VzIC',
        '9LaWRzIFszIDAgUl0gL0NvdW50IDEgPj4KZW5kb2JqCjMgMCBvYmoKPDwgL1R5cGUgL1BhZ2UgL1BhcmVudCAyIDAgUiAvTWVkaWFCb3ggWzAg',
        'MCAyMTAgMTIwXSAvQ29udGVudHMgNCAwIFIgL1Jlc291cmNlcyA8PCAvRm9udCA8PCAvRiA1IDAgUiA+PiA+PiA+PgplbmRvYmoKNCAwIG9iag',
        'o8PCAvTGVuZ3RoIDM3ID4+CnN0cmVhbQpCVCAvRiAyMCBUZiAyMCA2MCBUZCAoQSBzYW1wbGUpIFRqIEVUCmVuZHN0cmVhbQplbmRvYmoKNSAw',
        'IG9iago8PCAvVHlwZSAvRm9udCAvU3VidHlwZSAvVHlwZTEgL0Jhc2VGb250IC9IZWx2ZXRpY2EgPj4KZW5kb2JqCnhyZWYKMCA2CjAwMDAwMD',
        'AwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDU4IDAwMDAwIG4gCjAwMDAwMDAxMTUgMDAwMDAgbiAKMDAwMDAwMDI0',
        'MCAwMDAwMCBuIAowMDAwMDAwMzI3IDAwMDAwIG4gCnRyYWlsZXIKPDwgL1NpemUgNiAvUm9vdCAxIDAgUiA+PgpzdGFydHhyZWYKMzk3CiUlRU',
        '9GCg==',
    ].join(''),
    'audio/ogg': [
        'T2dnUwACAAAAAAAAAAChVwAAAAAAANUwKtsBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAKFXAAABAAAA5KxssgEWT3B1c1RhZ3',
        'MGAAAAc2FtcGxlAAAAAE9nZ1MABIC7AAAAAAAAoVcAAAIAAACe2qMyMgMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD',
        'AwMDAwMDAwMD+P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P',
        '/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/+',
    ].join(''),
};
/** The types that there is a sample of. */
export const sampleTypes = Object.keys(samples);
/** A valid file of a type without parameters; `undefined` if there is none. */
export function sampleOf(type) {
    const base64 = Object.hasOwn(samples, type) ? samples[type] : undefined;
    return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}
