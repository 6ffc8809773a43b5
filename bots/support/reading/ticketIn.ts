/** The first ticket named in the text, however it is written: T-42, t42, "T 42". */
export function ticketIn(text: string): string | undefined {
  const number = /(?<![\p{L}\p{N}'’])t\s?-?\s?0*([1-9]\d{0,8})(?![\p{L}\p{N}])/iu.exec(text)?.[1];
  return number && `T-${number}`;
}
