/** What a column of a table of templates can be about. */
export type Column =
  | 'name'
  | 'language'
  | 'status'
  | 'category'
  | 'headerType'
  | 'header'
  | 'body'
  | 'footer'
  | 'buttons'
  | 'examples';

/** A column with something of one button; they count from 1. */
export interface ButtonColumn {
  readonly button: number;
  readonly part: 'title' | 'type' | 'value';
}

/**
 * The headings that columns are known by, in small letters and without anything that is no letter. What the table of
 * Clickatell's portal looks like is not public, so whatever such a table is likely to say is taken.
 */
const headings: Readonly<Record<Column, readonly string[]>> = {
  name: ['name', 'templatename', 'template', 'elementname', 'title'],
  language: ['language', 'lang', 'locale', 'languagecode', 'templatelanguage'],
  status: ['status', 'state', 'templatestatus', 'approvalstatus', 'approval'],
  category: ['category', 'templatecategory', 'messagecategory'],
  headerType: ['headertype', 'headerformat', 'mediatype', 'headermedia', 'headermediatype'],
  header: ['header', 'headertext', 'headercontent', 'headerbody'],
  body: [
    'body',
    'bodytext',
    'content',
    'text',
    'message',
    'messagebody',
    'messagetext',
    'templatebody',
    'templatecontent',
  ],
  footer: ['footer', 'footertext', 'footercontent'],
  buttons: ['buttons', 'quickreplies', 'quickreplybuttons', 'templatebuttons', 'buttontext'],
  examples: [
    'examples',
    'example',
    'samples',
    'sample',
    'samplevalues',
    'bodyexamples',
    'bodyexample',
    'samplecontent',
  ],
};
const byHeading = new Map(Object.entries(headings).flatMap(([column, all]) => all.map((each) => [each, column])));

const parts: Readonly<Record<string, ButtonColumn['part']>> = {
  ...{ '': 'title', text: 'title', title: 'title', label: 'title' },
  type: 'type',
  ...{ value: 'value', url: 'value', link: 'value', phone: 'value', phonenumber: 'value' },
};

/** What a heading says that its column is about; `undefined` if it is none that is known. */
export function columnOf(heading: string): Column | ButtonColumn | undefined {
  const plain = heading.toLowerCase().replace(/[^a-z\d]/g, '');
  const [, number, part = ''] = /^(?:button|quickreply|cta)(\d{1,2})([a-z]*)$/.exec(plain) ?? [];
  const known = parts[part];
  if (number !== undefined && known) return { button: Number(number), part: known };
  return asColumn(byHeading.get(plain));
}

function asColumn(name: string | undefined): Column | undefined {
  return columns.find((each) => each === name);
}

const columns = Object.keys(headings).filter((name): name is Column => Object.hasOwn(headings, name));

/** In words. */
export const columnNames: Readonly<Record<Column, string>> = {
  ...{ name: 'name', language: 'language', status: 'status', category: 'category', body: 'body', footer: 'footer' },
  ...{
    headerType: 'kind of header',
    header: 'text of the header',
    buttons: 'list of buttons',
    examples: 'list of examples',
  },
};
export const partNames: Readonly<Record<ButtonColumn['part'], string>> = {
  ...{ title: 'title', type: 'kind', value: 'address or number' },
};
