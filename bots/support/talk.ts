import type { Activity, StatePropertyAccessor } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import { plain } from '../plain.js';
import type { Languages } from '../talk/language.js';
import { isUnderWay, openQuestion } from '../talk/questions.js';
import type { Met, Talk } from '../talk/talk.js';
import { chat } from './chat.js';
import type { Desk } from './desk.js';
import type { Addition } from './dialogs/add.js';
import type { Closing } from './dialogs/close.js';
import type { Loose } from './dialogs/offer.js';
import type { Remind } from './dialogs/remind.js';
import { choicesOf } from './dialogs/which.js';
import { ticketUnderWay } from './draft.js';
import { handOff } from './handOff.js';
import { inEnglish, ownWords, spelt } from './heard.js';
import { localeIn } from './localeIn.js';
import { openTicket, startOver } from './openTicket.js';
import { tellsItWorks } from './reading/answers.js';
import { tellsOfProblem } from './reading/problem.js';
import { isQuestion } from './reading/question.js';
import { type SupportWish, wishOf } from './reading/wish.js';
import { reopen } from './reopen.js';
import { saidOf } from './said.js';
import { type Question, SaidPrompt } from './saidPrompt.js';
import { takeOut, tasksIn, withMenu } from './stack.js';
import { stop } from './stop.js';
import { askWhetherSolved, tellList, tellStatus } from './tell.js';
import { unremind } from './unremind.js';
import { menu, wordsOfTurn } from './words.js';

export interface SupportTalkOptions {
  readonly desk: Desk;
  readonly languages: Languages;
  readonly misses: StatePropertyAccessor<number>;
}

/** So many words say something that a colleague can read, even if the bot cannot. */
const longEnough = 5;

const nowhere = { hasDraft: false, isDrafting: false };

/** What the support bot brings to the router. */
export class SupportTalk implements Talk<SupportWish> {
  readonly languages: Languages;
  readonly misses: StatePropertyAccessor<number>;
  readonly spelt = spelt;
  readonly inEnglish = inEnglish;
  readonly #desk: Desk;

  constructor({ desk, languages, misses }: SupportTalkOptions) {
    this.#desk = desk;
    this.languages = languages;
    this.misses = misses;
  }

  read(text: string, dc: DialogContext): SupportWish | undefined {
    const place = { hasDraft: ticketUnderWay(dc, '') !== undefined, isDrafting: tasksIn(dc).at(-1)?.id === 'open' };
    const wish = wishOf(text, place);
    if (wish?.kind !== 'status' || wish.isWhole) return wish;
    // A ticket that is only named asks for its state, unless the words around it say more in Afrikaans.
    const other = wishOf(inEnglish(text), place);
    return other?.kind === 'status' ? wish : (other ?? wish);
  }

  isAnswer(dc: DialogContext, text: string): boolean {
    return questionOf(dc)?.isExact?.(text) ?? false;
  }

  isFree(dc: DialogContext): boolean {
    return questionOf(dc)?.isFree ?? false;
  }

  async meet(dc: DialogContext, wish: SupportWish, text: string): Promise<Met> {
    const { context } = dc;
    const desk = this.#desk;
    const said = saidOf(context.activity);
    switch (wish.kind) {
      case 'cancel':
        return stop(dc);
      case 'human':
        await handOff(dc, said, text.includes(wish.about) ? wish.about : text, desk);
        return 'done';
      case 'help': {
        const question = questionOf(dc);
        const say = wordsOfTurn(context);
        await context.sendActivity(withMenu(dc, question ? say(question.help, question.helpValues) : say('help')));
        return 'said';
      }
      case 'list':
        await tellList(dc, desk);
        return 'said';
      case 'status':
        await tellStatus(dc, desk, wish.ticket);
        return 'said';
      case 'reminders': {
        const list = await desk.reminders.list(context, localeIn(context));
        await context.sendActivity(withMenu(dc, list));
        return 'said';
      }
      case 'unremind':
        return unremind(dc, wish.text, inEnglish(text), desk);
      case 'open':
        return openTicket(dc, ownWords(text, wish.title), said);
      case 'add': {
        takeOut(dc, 'add');
        const addition: Addition = { ticket: wish.ticket, text: ownWords(text, wish.text), photos: said.photos };
        await dc.beginDialog('add', addition);
        return 'done';
      }
      case 'remind':
        return this.#remind(dc, ownWords(text, wish.text), text);
      case 'close': {
        takeOut(dc, 'close');
        const closing: Closing = { ticket: wish.ticket, all: wish.all };
        await dc.beginDialog('close', closing);
        return 'done';
      }
      case 'restart':
        return startOver(dc);
      case 'reopen':
        return reopen(dc, wish.ticket, said, desk);
      default:
        await chat(dc, wish.kind, desk);
        return 'said';
    }
  }

  async wonder(dc: DialogContext, text: string, misses: number): Promise<void> {
    const { context } = dc;
    const say = wordsOfTurn(context);
    if (tellsItWorks(inEnglish(text)) && (await choicesOf(this.#desk.tickets, context.activity.from.id)).length > 0) {
      await this.misses.set(context, 0);
      await this.meet(dc, { kind: 'close', ticket: undefined, all: false }, text);
      return;
    }
    const isProblem = tellsOfProblem(text) || tellsOfProblem(inEnglish(text));
    if (!isProblem && (await askWhetherSolved(dc, this.#desk))) return;
    if (!isProblem && isQuestion(text)) {
      await this.misses.set(context, 0);
      await chat(dc, 'unknownFact', this.#desk);
    } else if (isProblem || plain(text).split(' ').length >= longEnough) {
      await this.misses.set(context, 0);
      await this.offer(dc, { isUnsure: !isProblem });
    } else await context.sendActivity(menu(context, say(misses > 1 ? 'notUnderstoodAgain' : 'notUnderstood')));
  }

  offerHuman({ context }: DialogContext, text: string): Partial<Activity> {
    return menu(context, text);
  }

  /** Offers to open a ticket with the words or photos of the message. */
  async offer(dc: DialogContext, { isUnsure = false } = {}): Promise<void> {
    const { text, photos } = saidOf(dc.context.activity);
    const own = await this.#desk.tickets.of(dc.context.activity.from.id);
    const open = own.find(({ state }) => state !== 'closed');
    const loose: Loose = { text, photos, ticket: open && { id: open.id, subject: open.subject }, isUnsure };
    takeOut(dc, 'offer');
    await dc.beginDialog('offer', loose);
  }

  /** A wish that is said again keeps what the reminder is about, unless it says something else. */
  async #remind(dc: DialogContext, text: string, whole: string): Promise<Met> {
    const before = tasksIn(dc).find(({ id }) => id === 'remind')?.state.options;
    const known = isUnderWay(dc, 'remind') && typeof before?.about === 'string' ? before.about : undefined;
    takeOut(dc, 'remind');
    const isAfrikaans = wishOf(whole, nowhere)?.kind !== 'remind' && inEnglish(whole) !== whole;
    const wish: Remind = { text, offered: [], isAfrikaans, ...(known && { known }) };
    await dc.beginDialog('remind', wish);
    return 'done';
  }
}

/** The question that is open, if it is one of this bot's. */
export function questionOf(dc: DialogContext): Question | undefined {
  const prompt = dc.findDialog(openQuestion(dc)?.id ?? '');
  return prompt instanceof SaidPrompt ? prompt.question : undefined;
}
