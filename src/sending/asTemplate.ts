import { toldRefusal } from '../clickatell/told.js';
import { templateRefusal } from '../clickatell/verdict.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { SendRefusedError, TemplateParameterError, TemplatesRefusedError, type TriedTemplate } from '../core/errors.js';
import type { BoundTemplate } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { type ChainLink, chainOf, isSame } from '../templates/chain.js';
import { intentOf } from '../templates/message.js';
import type { Template } from '../templates/shape.js';
import { originalOf, saidAs } from '../window/decide.js';
import type { Contents } from './content.js';
import type { Delivery, Departure } from './deliver.js';
import { type AskedTemplate, isOutcomeUnknown, type Ledger, type Part, type PartDraft } from './ledger.js';
import { commonOf, needOf, type Outgoing, type Transcriber } from './outgoing.js';
import { nextTemplateId, partId, templateId } from './partIds.js';
import { awaitOutcome, partsThatLeft } from './recover.js';
import { contentOf } from './said.js';
import type { TemplatesAside } from './templatesAside.js';

export interface AsTemplateDeps {
  readonly ledger: Ledger;
  readonly delivery: Delivery;
  readonly contents: Contents;
  readonly templates: TemplateCatalog;
  readonly aside: TemplatesAside;
  readonly clock: Clock;
  readonly unknownWaitMs: number;
  /** Missing if no transcripts are kept. */
  readonly transcriber?: Transcriber | undefined;
}

type Bound = Extract<ChainLink, { kind: 'bound' }>;

interface Way {
  readonly message: Outgoing;
  readonly before: Departure['before'];
  /** The id of the first try. */
  readonly firstId: string;
}

/** A message on its way through the chain of its templates. */
interface Walk extends Way {
  /** Of all tries. */
  readonly common: Omit<PartDraft, 'id'>;
  /** How many templates the provider has certainly not taken. Each has its part in the ledger. */
  refused: number;
  /** The last refusal. */
  refusal?: SendRefusedError;
  /** What became of the templates so far, by name and language. */
  readonly tried: Map<string, TriedTemplate>;
}

/**
 * Sends messages as templates. If the provider does not take a template as such, the next of its chain is sent: another
 * language, or a fallback. Each try is a part of its own, and one begins only after the one before has certainly failed,
 * so a message arrives at most once as a template.
 */
export class AsTemplate {
  readonly #deps: AsTemplateDeps;

  constructor(deps: AsTemplateDeps) {
    this.#deps = deps;
  }

  /**
   * Sends the message as the template, or as the next of its chain. Resolves with the part that left, or with the
   * message's free-form parts if those had left before. `before`: see `Departure`.
   *
   * @throws TemplatesRefusedError if none could be sent; otherwise the same errors as `Delivery.deliver`.
   */
  async send(bound: BoundTemplate, message: Outgoing, before?: Departure['before']): Promise<PartDraft[]> {
    const { ledger, clock, unknownWaitMs } = this.#deps;
    const { id, lease } = message;
    const mayHaveBegun = message.wasFreeForm || lease.mayHaveRun;
    const earlier = mayHaveBegun ? await ledger.getIn(lease, id) : undefined;
    const begun = earlier ? await ledger.templatesOf(id, lease) : [];
    const isReplaced = begun[0]?.id === templateId(id);
    if (!isReplaced && (earlier?.sentAs !== 'text' || earlier.state === 'waiting')) {
      return this.#walk(bound, { message, before, firstId: id }, begun);
    }
    // Its free-form parts may have left, in an earlier run of the turn or before the window was found closed.
    if (earlier && isOutcomeUnknown(earlier)) await awaitOutcome(earlier, ledger, unknownWaitMs, clock);
    const freeForm = message.pieces().map((_, index) => partId(id, index));
    const earlierParts = await partsThatLeft(freeForm, lease, ledger);
    if (earlierParts) return earlierParts;
    return this.#walk(bound, { message, before, firstId: templateId(id) }, begun);
  }

  /** `begun`: the tries that the ledger knows of, from an earlier run of the turn or before a late refusal. */
  async #walk(bound: BoundTemplate, way: Way, begun: readonly Part[]): Promise<PartDraft[]> {
    const { templates, ledger } = this.#deps;
    const { message, firstId } = way;
    const { activity, lease } = message;
    const asked = begun[0]?.asked ?? askedOf(bound, activity);
    const { isLanguageGiven } = asked;
    const links = chainOf(bound, templates, { locale: activity.locale, isLanguageGiven: isLanguageGiven === true });
    const sendable = links.filter((link) => link.kind === 'bound');
    const common = {
      ...commonOf(message, 'template'),
      original: contentOf(originalOf(activity) ?? activity),
      ...(links.length > 1 && { asked }),
    };
    const last = begun.at(-1);
    const waiting = last?.state === 'waiting' ? last : undefined;
    // All but the last have certainly failed, or there would be none after them. One that waits was not taken.
    const over = waiting ? begun.slice(0, -1) : begun;
    const gone = new Set(over.map(({ template = '', language = '' }) => keyOf(template, language)));
    const walk: Walk = { ...way, common, refused: over.length, tried: new Map() };
    for (const each of last?.tried ?? []) walk.tried.set(keyOf(each.template, each.language), each);

    if (last && !waiting) {
      walk.refused -= 1;
      const refusal = refusalOf(last);
      const link = sendable.find(({ template }) => isPartOf(last, template)) ?? sendable[0];
      if (last.state === 'failed' && templateRefusal(refusal)) this.#refused(last, refusal, walk);
      else if (link && (await this.#try(link, walk))) return [last];
    }
    for (const link of links) {
      const key = keyOf(link.template.name, link.template.language);
      if (gone.has(key)) continue;
      const reason = await this.#passedOver(link, sendable.length, message);
      if (reason !== undefined) walk.tried.set(key, { ...namesOf(link.template), reason });
      const draft = link.kind === 'bound' && reason === undefined ? await this.#try(link, walk) : undefined;
      if (draft) return [draft];
    }

    const tried = [...walk.tried.values()];
    const isWaiting = waiting !== undefined && walk.refused < begun.length;
    const id = isWaiting ? waiting.id : idOf(firstId, message.id, Math.max(1, walk.refused));
    lease.stage(ledger.triedWrite(id, tried));
    throw new TemplatesRefusedError(tried, walk.refusal);
  }

  /**
   * Why a template is not tried. The only one that could be sent is tried in any case, since nothing else can take its
   * place.
   */
  async #passedOver(link: ChainLink, sendable: number, { conversation }: Outgoing): Promise<string | undefined> {
    if (link.kind === 'unfit') return link.reason;
    if (sendable < 2) return undefined;
    const { aside, contents } = this.#deps;
    const found = aside.find(link.template, conversation.business);
    const entry = found instanceof Promise ? await found : found;
    if (entry) return `set aside until ${new Date(entry.until).toISOString()}: ${entry.reason}`;
    // The file of its header may be gone. Nothing has left then, as nothing was to leave.
    const prepared = contents.template(link.bound, conversation);
    if (!(prepared instanceof Promise)) return undefined;
    return prepared.then(
      () => undefined,
      // Any other failure is for the try itself to meet.
      (error) => (error instanceof TemplateParameterError ? error.message : undefined),
    );
  }

  /** Resolves with the part if it left, and with `undefined` if another template may be sent in its place. */
  async #try({ template, bound }: Bound, walk: Walk): Promise<PartDraft | undefined> {
    const { delivery, contents, aside, transcriber } = this.#deps;
    const { message, common, before, tried } = walk;
    const { conversation, lease } = message;
    const { name, language, portalName } = template;
    // It may have been passed over in an earlier run.
    tried.delete(keyOf(name, language));
    const draft: PartDraft = {
      ...common,
      ...{ id: idOf(walk.firstId, message.id, walk.refused + 1), template: name, language },
      ...(portalName !== undefined && { portalName }),
      ...(tried.size > 0 && { tried: [...tried.values()] }),
    };
    const prepare = () => contents.template(bound, conversation);
    try {
      const need = needOf(message);
      const isMarketing = template.category === 'marketing';
      const alongside = transcriber && (() => transcriber.templateWrites(message, bound, message.reason));
      const needs = need && { ...need, isMarketing };
      await delivery.deliver({ conversation, lease, draft, prepare, before, need: needs, alongside });
      return draft;
    } catch (error) {
      const refusal = error instanceof SendRefusedError ? templateRefusal(error) : undefined;
      if (!(error instanceof SendRefusedError) || refusal === undefined) throw error;
      this.#refused(draft, error, walk);
      if (refusal === 'template') await aside.refused(template, conversation.business, toldRefusal(error));
      return undefined;
    }
  }

  #refused({ template = '', language = '' }: PartDraft, error: SendRefusedError, walk: Walk): void {
    walk.refused += 1;
    walk.refusal = error;
    walk.tried.set(keyOf(template, language), { template, language, reason: toldRefusal(error) });
  }
}

function askedOf({ template, parameters }: BoundTemplate, activity: Activity): AskedTemplate {
  const { template: sent, outsideWindow } = intentOf(saidAs(activity));
  const reference = sent ?? outsideWindow;
  const isLanguageGiven = reference?.name === template.name && reference.language !== undefined;
  return { name: template.name, language: template.language, parameters, ...(isLanguageGiven && { isLanguageGiven }) };
}

function refusalOf({ error }: Part): SendRefusedError {
  return new SendRefusedError(error?.code, error?.description ?? 'The message failed.');
}

function namesOf({ name, language }: Template): Omit<TriedTemplate, 'reason'> {
  return { template: name, language };
}

function keyOf(name: string, language: string): string {
  return `${name} ${language}`;
}

function isPartOf({ template = '', language }: Part, known: Template): boolean {
  return isSame({ name: template, language: language ?? known.language }, known);
}

function idOf(firstId: string, message: string, nth: number): string {
  return nth === 1 ? firstId : nextTemplateId(message, nth);
}
