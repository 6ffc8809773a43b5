/** The id of a free-form part of a message: the first one has the message's own. */
export function partId(message: string, index: number): string {
  return index === 0 ? message : `${message}.${index}`;
}

/** The id of the fallback text that is sent if the provider does not take a part. */
export function fallbackId(part: string): string {
  return `${part}.n`;
}

/** The id of the template that is sent after the message had its free-form try. */
export function templateId(message: string): string {
  return `${message}.t`;
}

/** The id of the `nth` template that is tried for the message, from the second on. */
export function nextTemplateId(message: string, nth: number): string {
  return `${message}.t${nth}`;
}
