// @ts-check

/**
 * Makes an element. A string becomes an attribute, a boolean an attribute that is there or not, a function a listener
 * (`onclick`). Texts become text nodes, so nothing that anybody said is ever parsed as markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | undefined | ((event: any) => void)>} [props]
 * @param {...(Node | string | number | undefined | null | false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...nodes(children));
  return made;
}

/** @param {(Node | string | number | undefined | null | false)[]} children */
function nodes(children) {
  return children
    .filter((child) => child !== undefined && child !== null && child !== false)
    .map((child) => (typeof child === 'number' ? String(child) : child));
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`);
  return found;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...SVGElement} children
 */
export function svg(tag, attributes, ...children) {
  const made = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

const paths = {
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4',
  clip: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5L14.5 7',
  phone:
    'M8 3h8a1.5 1.5 0 0 1 1.5 1.500v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.500v-15A1.5 1.5 0 0 1 8 3Zm3 15h2',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.400M5.6 18.4 7 17M17 7l1.4-1.4',
  close: 'm6 6 12 12M18 6 6 18',
  beside: 'M4 5h16v14H4zM12 5v14',
  back: 'm14 6-6 6 6 6',
  why: 'M12 17.500v.01M9.5 9.200a2.6 2.6 0 1 1 3.7 2.500c-.8.4-1.2 1-1.2 2v.3M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
  reply: 'M10 7 5 12l5 5m-5-5h9a5 5 0 0 1 5 5v1',
  smile: 'M9 10v.01M15 10v.01M8.5 14.500a4.3 4.3 0 0 0 7 0M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
  edit: 'm5 19 .8-3.800L15.5 5.500a1.6 1.6 0 0 1 2.3 0l.7.7a1.6 1.6 0 0 1 0 2.300L8.8 18.2 5 19Z',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  mic: 'M12 4a2.5 2.5 0 0 1 2.5 2.500v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4Zm-6 8a6 6 0 0 0 12 0m-6 6v3',
  pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Zm0-9a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8a7.5 7.5 0 0 1 15 0',
  list: 'M9 7h11M9 12h11M9 17h11M4.5 7v.01M4.5 12v.01M4.5 17v.01',
  link: 'M14 5h5v5m0-5-8 8m-1-6H6v12h12v-4',
  bolt: 'M13 3 5 14h6l-1 7 8-11h-6l1-7Z',
};

/**
 * A line icon, hidden from screen readers.
 *
 * @param {keyof typeof paths} name
 */
export function icon(name) {
  const path = svg('path', { d: paths[name] });
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, path);
}

/** @param {string} text */
export function hidden(text) {
  return h('span', { class: 'vh' }, text);
}
