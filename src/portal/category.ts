import type { TemplateCategory } from '../templates/catalog.js';

/** Meta's categories before 2023, each by the one that its templates have now. */
const former: Readonly<Record<string, TemplateCategory>> = {
  transactional: 'utility',
  otp: 'authentication',
  auto_reply: 'utility',
  issue_resolution: 'utility',
};

/** A catalogue's category by an export's word for it; `undefined` if it is none that is known. */
export function categoryOf(given: string | undefined): TemplateCategory | undefined {
  const word = (given ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (word === 'utility' || word === 'marketing' || word === 'authentication') return word;
  return former[word] ?? (word.endsWith('_update') ? 'utility' : undefined);
}
