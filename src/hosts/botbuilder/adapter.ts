import {
  type Activity,
  BotAdapter,
  type ConversationParameters,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import { InvalidInputError, NotSupportedError } from '../../core/errors.js';
import { withChannelApi } from '../../hosting/api.js';
import {
  continueConversation,
  createConversation,
  onBotError,
  openChannel,
  referenceTo,
  sendActivities,
} from '../../hosting/host.js';
import type { HostOptions } from '../../hosting/options.js';
import type { LogicOf } from '../../hosting/runner.js';

/** The function that runs the bot in a turn. */
export type Logic = LogicOf<TurnContext>;

type TurnErrorHandler = (context: TurnContext, error: Error) => Promise<void>;

/** The options of a `ClickatellAdapter`. */
export type ClickatellAdapterOptions = HostOptions;

const Base = withChannelApi<BotAdapter, TurnContext>(BotAdapter);

/**
 * A Bot Framework adapter for WhatsApp through Clickatell's One API.
 *
 *     const adapter = new ClickatellAdapter({ client, store, templates, webhookSecret });
 *     await adapter.start((context) => bot.run(context));
 *     server.post('/api/messages', async (req, res) => {
 *       await adapter.process(req, res);
 *     });
 */
export class ClickatellAdapter extends Base {
  constructor(options: ClickatellAdapterOptions) {
    super();
    openChannel<TurnContext>(this, options, {
      contextOf: (activity) => new TurnContext(this, activity),
      pipeline: (context, logic) => this.runMiddleware(context, logic),
      send: (context, message) => context.sendActivity(message),
      use: (middleware) => this.use(middleware),
    });
  }

  /**
   * A reference to the conversation with a person, who need not have written yet. Their number may be written in any
   * way that shows its country.
   *
   * @throws InvalidInputError for a person that nothing can be sent to.
   */
  reference(person: string, business?: string): Partial<ConversationReference> {
    return referenceTo(this, person, business);
  }

  /**
   * The bot's handler for errors of its turns. It is not called for errors of the store: the turn runs again once the
   * store is back, so the person gets the answer and not an apology. Nor is it called if the turn may do nothing more.
   */
  override get onTurnError(): TurnErrorHandler {
    return super.onTurnError;
  }

  override set onTurnError(handler: TurnErrorHandler) {
    super.onTurnError = onBotError(handler);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const invoke = activities.find(({ type }) => type === 'invokeResponse');
    if (invoke) context.turnState.set(INVOKE_RESPONSE_KEY, invoke);
    return sendActivities<TurnContext>(this, context, activities);
  }

  /** @throws NotSupportedError */
  override async updateActivity(): Promise<never> {
    throw new NotSupportedError('A WhatsApp message cannot be changed through this API: send another one.');
  }

  /** @throws NotSupportedError */
  override async deleteActivity(): Promise<never> {
    throw new NotSupportedError('A WhatsApp message cannot be taken back through this API.');
  }

  /**
   * Runs a proactive turn in the conversation's lane, or at once if called inside a turn of the same conversation. To
   * await it inside a turn of another conversation makes that one wait; `notify` does not.
   *
   * @throws CircularWaitError if the other conversation's turn waits for the one that calls. InvalidInputError for a
   * reference of another channel, or to one of our own numbers.
   */
  async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    return continueConversation<TurnContext>(this, reference, logic);
  }

  /** Like `continueConversation`. The first argument, an app id or claims, is ignored on this channel. */
  override async continueConversationAsync(
    _botAppIdOrClaims: unknown,
    reference: Partial<ConversationReference>,
    logicOrAudience: string | Logic,
    maybeLogic?: Logic,
  ): Promise<void> {
    const logic = typeof logicOrAudience === 'function' ? logicOrAudience : maybeLogic;
    if (!logic) throw new InvalidInputError('logic', 'the function that runs the turn is missing');
    return this.continueConversation(reference, logic);
  }

  /**
   * Runs a proactive turn with `members[0]`, in which `activity` is sent first, if there is one. If that person never wrote,
   * messages need a template. Nothing is created at the provider, because the conversation of a person and a number always
   * exists.
   *
   * @throws InvalidInputError for somebody who cannot be written to, and for one of our own numbers.
   */
  override async createConversationAsync(
    _botAppId: string,
    _channelId: string,
    _serviceUrl: string,
    _audience: string,
    parameters: Partial<ConversationParameters>,
    logic: Logic,
  ): Promise<void> {
    return createConversation<TurnContext>(this, parameters, logic);
  }
}
