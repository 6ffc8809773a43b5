import { z } from 'zod';
import { DeskDeliveryError } from '../../src/index.js';

export interface ChatwootApiOptions {
  /** Where Chatwoot is, as `https://app.chatwoot.com`. */
  readonly url: string;
  /** The identifier of the API inbox, from its settings. */
  readonly inbox: string;
  readonly fetch?: typeof fetch | undefined;
}

export interface ChatwootContact {
  /** The id that the contact is to have in the inbox. */
  readonly sourceId: string;
  readonly name: string;
  readonly phoneNumber?: string | undefined;
  readonly attributes: object;
}

/** Answers that another try may change soon. */
const passing = new Set([408, 425, 429]);
const contactAnswer = z.object({ source_id: z.string() });
const conversationAnswer = z.object({ id: z.number() });

/**
 * The public client API of a Chatwoot API inbox: what a person's own client may do. It has no key: whoever knows the
 * inbox's identifier may use it.
 *
 * Every method rejects with DeskDeliveryError if Chatwoot does not take what it is given.
 */
export class ChatwootApi {
  readonly #base: string;
  readonly #fetch: typeof fetch;

  constructor({ url, inbox, ...rest }: ChatwootApiOptions) {
    this.#base = `${url.replace(/\/+$/, '')}/public/api/v1/inboxes/${encodeURIComponent(inbox)}/contacts`;
    this.#fetch = rest.fetch ?? fetch;
  }

  /** Makes a contact, or finds the one with this id. Resolves with the id that it has. */
  async contact({ sourceId, name, phoneNumber, attributes }: ChatwootContact, signal: AbortSignal): Promise<string> {
    const body = {
      ...{ source_id: sourceId, identifier: sourceId, name, custom_attributes: attributes },
      ...(phoneNumber !== undefined && { phone_number: phoneNumber }),
    };
    return (await this.#post('', body, contactAnswer, signal)).source_id;
  }

  /** Begins a conversation. Resolves with its number. */
  async conversation(source: string, attributes: object, signal: AbortSignal): Promise<number> {
    const path = `/${encodeURIComponent(source)}/conversations`;
    return (await this.#post(path, { custom_attributes: attributes }, conversationAnswer, signal)).id;
  }

  /** Says something as the contact. `echo`: an id of our own for it. */
  async message(
    source: string,
    conversation: number,
    content: string,
    echo: string,
    signal: AbortSignal,
  ): Promise<void> {
    const path = `/${encodeURIComponent(source)}/conversations/${conversation}/messages`;
    await this.#post(path, { content, echo_id: echo }, z.unknown(), signal);
  }

  /** Marks a conversation as resolved, if it is not. */
  async resolve(source: string, conversation: number, signal: AbortSignal): Promise<void> {
    const path = `/${encodeURIComponent(source)}/conversations/${conversation}/toggle_status`;
    await this.#post(path, {}, z.unknown(), signal);
  }

  async #post<T>(path: string, body: object, answer: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal, redirect: 'error' } as const;
    const response = await this.#fetch(this.#base + path, init).catch((cause: unknown) => {
      throw new DeskDeliveryError('Chatwoot does not answer.', { cause });
    });
    const { status, ok } = response;
    if (!ok) {
      await response.body?.cancel().catch(() => {});
      const isRefused = status >= 400 && status < 500 && !passing.has(status);
      throw new DeskDeliveryError(`Chatwoot answered ${status}.`, { status, isRefused });
    }
    const json: unknown = await response.json().catch(() => undefined);
    const parsed = answer.safeParse(json);
    if (!parsed.success) throw new DeskDeliveryError('Chatwoot answered with something else.', { status });
    return parsed.data;
  }
}
