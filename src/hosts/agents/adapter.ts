import type { Activity, ConversationParameters, ConversationReference } from '@microsoft/agents-activity';
import {
  AgentApplication,
  type AuthConfiguration,
  CloudAdapter,
  loadAuthConfigFromEnv,
  type ResourceResponse,
  TurnContext,
} from '@microsoft/agents-hosting';
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
import { toActivity, toReference } from './activity.js';
import { mustHaveStreamed, watchStreams } from './streams.js';

/** The function that runs the agent in a turn. */
export type Logic = LogicOf<TurnContext>;

/** What runs turns: an AgentApplication, an ActivityHandler, or anything with such a `run`. */
export interface Agent {
  /** Runs one turn. */
  run(context: TurnContext): Promise<void>;
}

type TurnErrorHandler = (context: TurnContext, error: Error) => Promise<void>;

/** The options of a `ClickatellAgentsAdapter`. */
export type ClickatellAgentsAdapterOptions = HostOptions;

const Base = withChannelApi<CloudAdapter, TurnContext, [AuthConfiguration]>(CloudAdapter);

/**
 * An adapter of the Microsoft 365 Agents SDK for WhatsApp through Clickatell's One API.
 *
 *     const adapter = new ClickatellAgentsAdapter({ client, store, templates, webhookSecret });
 *     const app = new AgentApplication<TurnState>({ adapter, storage: new KeyvStorage(store.keyv('bot-state')) });
 *     await adapter.start(app);
 *     server.post('/api/messages', async (req, res) => {
 *       await adapter.process(req, res);
 *     });
 *
 * It is a CloudAdapter by type alone, because AgentApplication takes no other. Nothing goes to Azure Bot Service: callbacks
 * carry `webhookSecret`, and not a token of Microsoft's.
 */
export class ClickatellAgentsAdapter extends Base {
  constructor(options: ClickatellAgentsAdapterOptions) {
    super(authConfiguration());
    // CloudAdapter's default tells the customer to fix the source code.
    this.onTurnError = async (_, error) => {
      throw error;
    };
    openChannel<TurnContext>(this, options, {
      contextOf: (activity) =>
        watchStreams(new TurnContext(this, toActivity(activity), identityOf(activity.recipient?.id))),
      pipeline: (context, logic) =>
        this.runMiddleware(context, async (proxy) => {
          await logic(proxy);
          mustHaveStreamed(proxy);
        }),
      send: (context, message) => context.sendActivity(toActivity(message)),
      use: (middleware) => this.use(middleware),
    });
  }

  /**
   * Begins to run turns with the agent, first those that an earlier process left behind.
   *
   * An AgentApplication of @microsoft/agents-hosting 1.8 saves its turn state only if it has an `afterTurn` handler. Given
   * the application itself, this adds one. If you give a function that calls `app.run`, add it yourself:
   * `app.onTurn('afterTurn', async () => true)`.
   *
   * It also switches off the application's `longRunningMessages`: on this channel every turn runs after its callback was
   * answered, and may take `lanes.turnLimitMs`. The option would run the message beside its turn, which then ends as if all
   * were well: an error of the store would lose the message.
   */
  override start(agent: Logic | Agent): Promise<void> {
    if (typeof agent === 'function') return super.start(agent);
    if (agent instanceof AgentApplication) {
      agent.onTurn('afterTurn', async () => true);
      agent.options.longRunningMessages = false;
    }
    return super.start((context) => agent.run(context));
  }

  /**
   * A reference to the conversation with a person, who need not have written yet. Their number may be written in any
   * way that shows its country.
   *
   * @throws InvalidInputError for a person that nothing can be sent to.
   */
  reference(person: string, business?: string): ConversationReference {
    return toReference(referenceTo(this, person, business));
  }

  /**
   * The agent's handler for errors of its turns. By default, the person is told nothing, and `observe` gets the error. It is
   * not called for errors of the store: the turn runs again once the store is back, so the person gets the answer and not
   * an apology. Nor is it called if the turn may do nothing more.
   */
  override get onTurnError(): TurnErrorHandler {
    return super.onTurnError;
  }

  override set onTurnError(handler: TurnErrorHandler) {
    super.onTurnError = onBotError(handler);
  }

  override sendActivities(context: TurnContext, activities: Activity[]): Promise<ResourceResponse[]> {
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
   * await it inside a turn of another conversation makes that one wait; `notify` does not. The first argument, an app id
   * or an identity, is ignored on this channel.
   *
   * @throws CircularWaitError if the other conversation's turn waits for the one that calls. InvalidInputError for a
   * reference of another channel, or to one of our own numbers.
   */
  override async continueConversation(
    _botAppIdOrIdentity: unknown,
    reference: Partial<ConversationReference>,
    logic: Logic,
  ): Promise<void> {
    if (typeof logic !== 'function') throw new InvalidInputError('logic', 'the function that runs the turn is missing');
    const { agent: bot, ...given } = reference ?? {};
    return continueConversation<TurnContext>(this, { ...given, ...(bot && { bot }) }, logic);
  }

  /**
   * Runs a proactive turn with `members[0]`, in which `activity` is sent first, if there is one. If that person never wrote,
   * messages need a template. Nothing is created at the provider, because the conversation of a person and a number always
   * exists.
   *
   * @throws InvalidInputError for somebody who cannot be written to, and for one of our own numbers.
   */
  override async createConversationAsync(
    _agentAppId: string,
    _channelId: string,
    _serviceUrl: string,
    _audience: string,
    { agent: bot, ...parameters }: Partial<ConversationParameters>,
    logic: Logic,
  ): Promise<void> {
    return createConversation<TurnContext>(this, { ...parameters, bot }, logic);
  }

  /** Goes on to `process`, which checks the callback itself: it carries `webhookSecret`, and not a token of Microsoft's. */
  override async authorizeRequest(...[, , next]: Parameters<CloudAdapter['authorizeRequest']>): Promise<void> {
    next();
  }

  /** @throws NotSupportedError */
  override async uploadAttachment(): Promise<never> {
    throw new NotSupportedError('Nothing is uploaded ahead on this channel: send the attachment with its contentUrl.');
  }

  /** @throws NotSupportedError */
  override async getAttachmentInfo(): Promise<never> {
    throw new NotSupportedError('Attachments have no ids on this channel: use adapter.download(attachment).');
  }

  /** @throws NotSupportedError */
  override async getAttachment(): Promise<never> {
    throw new NotSupportedError('Attachments have no ids on this channel: use adapter.download(attachment).');
  }
}

/** The agent's own identity: `app.proactive` keeps it with a conversation, and refuses an empty one. */
function identityOf(business = '') {
  return CloudAdapter.createIdentity(business);
}

/**
 * The program's own connections to Microsoft's services, which an agent may use. This channel needs none: without them, the
 * SDK refuses to make a CloudAdapter in production.
 */
function authConfiguration(): AuthConfiguration {
  try {
    return loadAuthConfigFromEnv();
  } catch {
    return { clientId: 'none' };
  }
}
