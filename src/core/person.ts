/** An international number in digits (E.164), or an opaque id such as `US.1349…`, or its parent's `US.ENT.1181…`. */
const number = /^[1-9]\d{6,14}$/;
const opaque = /^[A-Z]{2}(?:\.\w{1,128}){1,4}$/;
/** Ids become part of the store's keys, which are limited. */
const longest = 256;

/** Whether a message can be sent to it, as far as its form tells. */
export function isAddress(address: string): boolean {
  return isNumber(address) || isUserId(address);
}

/** Whether it is the id of a person who shows no number. */
export function isUserId(address: string): boolean {
  return address.length <= longest && opaque.test(address);
}

/** Whether it is an international number, in digits. */
export function isNumber(address: string): boolean {
  return number.test(address);
}

/**
 * Argentina's mobile numbers have a 15 behind the area when they are dialled inside the country. It is no part of the
 * international number, so the provider never writes it, but address books do. The area and the number have ten digits
 * together: with twelve, the place of the 15 is certain.
 */
const trunkPrefix = /^549?(?=\d{12}$)(11|[23]\d{2,3})15(\d{6,8})$/;

/**
 * The one way in which an address is written: a telephone number in digits, without `+`, `00`, blanks, dashes and the
 * invisible marks that address books put around it. Everything else is opaque, and keeps its form.
 */
export function addressOf(written: string): string {
  if (/^[1-9]\d*$/.test(written)) return written.replace(trunkPrefix, '549$1$2');
  const address = written.trim();
  const plain = address.normalize('NFKC');
  // "+44 (0)20 …" is two numbers in one, and only a person knows which digits to leave out.
  if (/\(0\)/.test(plain)) return address;
  const bare = plain.replace(/[\s\p{Cf}\p{Pd}()]/gu, '').replace(/^(?:tel|whatsapp):/i, '');
  const digits = (bare.startsWith('+') ? bare.replaceAll('.', '') : bare).replace(/^(?:\+|00)/, '');
  return number.test(digits) ? digits.replace(trunkPrefix, '549$1$2') : address.replace(/^\+(?=\d+$)/, '');
}

/**
 * Numbers that are one person in two spellings, and the spelling that counts. WhatsApp keeps the one with which the
 * account was opened, people and address books write the other.
 */
const spellings: readonly (readonly [other: RegExp, person: string])[] = [
  // Brazil put a 9 before its mobile numbers from 2012 to 2016. Numbers that began with 2 to 5 are landlines.
  [/^55([1-9]\d)([6-9]\d{7})$/, '55$19$2'],
  // Mexico gave up the 1 before mobile numbers in 2019.
  [/^521(\d{10})$/, '52$1'],
  // Argentina writes a 9 before mobile numbers, but only when they are called from abroad.
  [/^54((?:11|[23]\d)\d{8})$/, '549$1'],
  // Benin put 01 before all its numbers in 2024.
  [/^229([2-9]\d{7})$/, '22901$1'],
];
/** The other spelling of a person's number. */
const others: readonly (readonly [person: RegExp, other: string])[] = [
  [/^55([1-9]\d)9([6-9]\d{7})$/, '55$1$2'],
  [/^52(\d{10})$/, '521$1'],
  [/^549((?:11|[23]\d)\d{8})$/, '54$1'],
  [/^22901([2-9]\d{7})$/, '229$1'],
];
const twofold = /^(?:55[1-9]\d9[6-9]\d{7}|52\d{10}|549(?:11|[23]\d)\d{8}|22901[2-9]\d{7})$/;

/**
 * The id of the person at an address: the same for both spellings of a number. Windows, lanes and the bot's state go by
 * it. Messages go to the address itself (see `WindowTracker.addressOf`).
 */
export function personOf(address: string): string {
  if (!/^(?:5[245]|229)\d/.test(address)) return address;
  for (const [other, person] of spellings) if (other.test(address)) return address.replace(other, person);
  return address;
}

/** The id of a person, however their number is written: the `from.id` of what they write. */
export function personIdOf(written: string): string {
  return personOf(addressOf(written));
}

/** All ways in which the provider may write a person's id, that which counts first. */
export function spellingsOf(person: string): string[] {
  return [person, ...others.filter(([own]) => own.test(person)).map(([own, other]) => person.replace(own, other))];
}

/** Whether the person's number has another spelling, to which messages may have to go. */
export function hasSpellings(person: string): boolean {
  return twofold.test(person);
}
