/**
 * Converts a Bot Framework text to WhatsApp's format: its marks for bold, italic, strikethrough and code, headings in
 * bold, lists, quotes, tables as monospace (see `table`), and the addresses of links visible. HTML tags are removed.
 * No visible character is lost. Typed marks (`****1234`, `2 * 3`) stay characters: one that WhatsApp could take for
 * markup gets an invisible U+2060 beside it. Never throws.
 *
 * `format` is the activity's `textFormat`: `markdown` if absent (Bot Framework's default), or `xml` for HTML, XML and
 * SSML. With any other value the text is sent as it is typed.
 */
export declare function toWhatsAppText(text: string, format?: 'markdown' | 'plain' | 'xml' | (string & {})): string;
