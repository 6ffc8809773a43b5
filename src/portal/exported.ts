/** A text of a template as an export has it, with its variables numbered as in a catalogue: `{{1}}`, `{{2}}`, … */
export interface VariableText {
  readonly text: string;
  /** By number, from 1 at index 0: the variable's name in the portal, if it has one. */
  readonly names: readonly (string | undefined)[];
  /** By number: the example that the template was submitted with. */
  readonly examples: readonly (string | undefined)[];
}

export type ExportedHeader =
  | { readonly type: 'text'; readonly text: VariableText }
  | { readonly type: 'image' | 'document' | 'video' };

export type ExportedButton =
  | { readonly type: 'quickReply'; readonly title: string }
  | { readonly type: 'url'; readonly title: string; readonly url: VariableText }
  | { readonly type: 'phone'; readonly title: string; readonly phone: string };

/** A template as it stands in an export of the portal's or of Meta's. */
export interface ExportedTemplate {
  readonly name: string;
  readonly language: string;
  /** In the export's own words, as `APPROVED`, `Active (Quality pending)` or `REJECTED`. */
  readonly status?: string;
  readonly category?: string;
  readonly header?: ExportedHeader;
  readonly body: VariableText;
  readonly footer?: string;
  readonly buttons: readonly ExportedButton[];
  /** What a catalogue has no form for, in words, as `a COPY_CODE button`. */
  readonly unknown: readonly string[];
}

/** What was read from an export, and what the reader should know of it. One sentence each. */
export interface PortalExport {
  readonly templates: readonly ExportedTemplate[];
  readonly notes: readonly string[];
}

/** Whether a template of this status can be sent. Where an export tells no status, nothing speaks against it. */
export function isActive({ status }: Pick<ExportedTemplate, 'status'>): boolean {
  return status === undefined || /^(?:approved|active)\b/i.test(status.trim());
}

/** Why an exported template cannot stand in a catalogue, as a phrase; `undefined` if nothing speaks against it. */
export function whyLeftOut(exported: Pick<ExportedTemplate, 'status' | 'unknown'>): string | undefined {
  if (!isActive(exported)) return `its status is ${exported.status}, and only an approved one can be sent`;
  if (exported.unknown.length === 0) return undefined;
  return `a catalogue has no form for ${exported.unknown.join(' and ')}`;
}

const variable = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/**
 * Numbers the variables of a text. Those that have names get their numbers by where they first stand. `examples` are by
 * number, or by name.
 */
export function numbered(given: string, examples: Readonly<Record<string, string>> = {}): VariableText {
  const text = given.replace(/\r\n?/g, '\n');
  const keys = [...new Set([...text.matchAll(variable)].map(([, key = '']) => key))];
  if (keys.every((key) => /^[1-9]\d*$/.test(key))) {
    const most = Math.max(0, ...keys.map(Number));
    const places = Array.from({ length: most }, (_, index) => String(index + 1));
    return {
      text: text.replace(variable, (_, key: string) => `{{${key}}}`),
      names: places.map(() => undefined),
      examples: places.map((place) => examples[place]),
    };
  }
  return {
    text: text.replace(variable, (_, key: string) => `{{${keys.indexOf(key) + 1}}}`),
    names: keys,
    examples: keys.map((key) => examples[key]),
  };
}
