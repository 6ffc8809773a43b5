/** A property of a vCard, such as `item1.TEL;TYPE=CELL;waid=27820000001:+27 82 000 0001`. */
export interface VCardProperty {
  /** What ties it to others of the card: `item1`, in lower case. */
  readonly group?: string;
  /** In upper case. */
  readonly name: string;
  /** Its types, as they are written: `CELL`, `home`. */
  readonly types: readonly string[];
  /** Its other parameters, by their names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Decoded. Its escapes remain: see `components` and `plainText`. */
  readonly value: string;
}

/** The properties of each card of a vCard file (vCard 2.1, RFC 2426 and RFC 6350). Lines that are none are left out. */
export function vCardsIn(text: string): VCardProperty[][] {
  const cards: VCardProperty[][] = [];
  let open: VCardProperty[] | undefined;
  for (const line of logicalLines(text)) {
    const property = propertyIn(line);
    if (!property) continue;
    const isOfCard = property.value.trim().toUpperCase() === 'VCARD';
    if (property.name === 'BEGIN' && isOfCard) {
      open = [];
      cards.push(open);
    } else if (property.name === 'END' && isOfCard) open = undefined;
    else open?.push(property);
  }
  return cards;
}

/** Whether a text is a vCard, as far as its beginning tells. */
export function isVCard(text: string): boolean {
  return /^[\s\uFEFF]*BEGIN:VCARD\s/i.test(text);
}

/** The parts of a structured value such as that of `N`, each in plain text. */
export function components(value: string): string[] {
  const parts = [''];
  // A lookbehind over the backslashes before a semicolon would take time by the square of their number.
  for (const [piece] of value.matchAll(/\\.?|;|[^\\;]+/g)) {
    if (piece === ';') parts.push('');
    else parts.push(`${parts.pop()}${piece}`);
  }
  return parts.map(plainText);
}

/** A value without escapes, on one line. */
export function plainText(value: string): string {
  return value
    .replace(/\\(.)/g, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign))
    .replace(/\s+/g, ' ')
    .trim();
}

const quotedPrintable = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE(?=[;:])/i;

/** The lines without their folds: a line that begins with a blank goes on with the one before. */
function logicalLines(text: string): string[] {
  const lines = text.split(/\r\n?|\n/);
  const whole: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const parts = [lines[at] ?? ''];
    if (quotedPrintable.test(parts[0] ?? '')) {
      // A "=" at the end is a soft break of the encoding.
      while (parts.at(-1)?.endsWith('=') && at + 1 < lines.length) {
        at += 1;
        parts.push((lines[at] ?? '').replace(/^[ \t]/, ''));
      }
      whole.push(parts.map((part, index) => (index < parts.length - 1 ? part.slice(0, -1) : part)).join(''));
      continue;
    }
    while (/^[ \t]/.test(lines[at + 1] ?? '')) {
      at += 1;
      parts.push((lines[at] ?? '').slice(1));
    }
    whole.push(parts.join(''));
  }
  return whole;
}

function propertyIn(line: string): VCardProperty | undefined {
  const [, group, name, written = '', value] =
    /^[ \t]*(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const types: string[] = [];
  const parameters = new Map<string, string>();
  for (const [, key, quoted, bare = ''] of written.matchAll(/;(?:([\w-]+)=)?(?:"([^"]*)"|([^;"]*))/g)) {
    const content = quoted ?? bare;
    // vCard 2.1 writes types and encodings alone.
    const isType = key === undefined || key.toUpperCase() === 'TYPE';
    if (!isType) parameters.set(key.toLowerCase(), content);
    else if (/^quoted-printable$/i.test(content)) parameters.set('encoding', content);
    else types.push(...content.split(',').filter(Boolean));
  }
  const isEncoded = /^quoted-printable$/i.test(parameters.get('encoding') ?? '');
  return {
    ...(group !== undefined && { group: group.toLowerCase() }),
    name: name.toUpperCase(),
    types,
    parameters,
    value: isEncoded ? decoded(value, parameters.get('charset')) : value,
  };
}

/** Quoted-printable, as text. What is encoded separates no parts of a value, so it is escaped. */
function decoded(value: string, charset: string | undefined): string {
  const escaped = value.replace(/=5C/gi, '\\\\').replace(/=3B/gi, '\\;');
  const latin = Buffer.from(escaped, 'utf8')
    .toString('latin1')
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const bytes = Buffer.from(latin, 'latin1');
  for (const label of [charset ?? 'utf-8', 'utf-8', 'windows-1252']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // An unknown character set, or bytes that are not of it: the next one.
    }
  }
  return bytes.toString('latin1');
}
