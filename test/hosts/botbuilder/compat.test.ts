import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ActivityHandler,
  type BotState,
  type ConversationReference,
  ConversationState,
  MemoryStorage,
  MessageFactory,
  type StatePropertyAccessor,
  TurnContext,
  UserState,
} from 'botbuilder';
import {
  ChoiceFactory,
  ChoicePrompt,
  ComponentDialog,
  ConfirmPrompt,
  type Dialog,
  DialogSet,
  DialogTurnStatus,
  NumberPrompt,
  type PromptValidatorContext,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { expect } from 'chai';
import express from 'express';
import restify from 'restify';
import {
  ClickatellAdapter,
  ClickatellClient,
  createEmulator,
  type Emulator,
  MovableClock,
  openStore,
  type Store,
  TemplateCatalog,
} from '../../../src/index.js';
import { catalogue } from '../../support/channel.js';
import { eventually } from '../../support/eventually.js';

// The bot as Microsoft's samples have it (multi-turn-prompt and proactive-messages), but for types.

interface UserProfile {
  transport?: string;
  name?: string;
  age?: number;
}

class UserProfileDialog extends ComponentDialog {
  readonly userProfile: StatePropertyAccessor<UserProfile>;

  constructor(userState: UserState) {
    super('userProfileDialog');
    this.userProfile = userState.createProperty('USER_PROFILE');
    this.addDialog(new TextPrompt('NAME_PROMPT'));
    this.addDialog(new ChoicePrompt('CHOICE_PROMPT'));
    this.addDialog(new ConfirmPrompt('CONFIRM_PROMPT'));
    this.addDialog(new NumberPrompt('NUMBER_PROMPT', this.agePromptValidator));
    this.addDialog(
      new WaterfallDialog('WATERFALL_DIALOG', [
        this.transportStep.bind(this),
        this.nameStep.bind(this),
        this.nameConfirmStep.bind(this),
        this.ageStep.bind(this),
        this.confirmStep.bind(this),
        this.summaryStep.bind(this),
      ]),
    );
    this.initialDialogId = 'WATERFALL_DIALOG';
  }

  async run(turnContext: TurnContext, accessor: StatePropertyAccessor) {
    const dialogSet = new DialogSet(accessor);
    dialogSet.add(this as Dialog);
    const dialogContext = await dialogSet.createContext(turnContext);
    const results = await dialogContext.continueDialog();
    if (results.status === DialogTurnStatus.empty) {
      await dialogContext.beginDialog(this.id);
    }
  }

  async transportStep(step: WaterfallStepContext<UserProfile>) {
    return await step.prompt('CHOICE_PROMPT', {
      prompt: 'Please enter your mode of transport.',
      choices: ChoiceFactory.toChoices(['Car', 'Bus', 'Bicycle']),
    });
  }

  async nameStep(step: WaterfallStepContext<UserProfile>) {
    step.options.transport = step.result.value;
    return await step.prompt('NAME_PROMPT', 'Please enter your name.');
  }

  async nameConfirmStep(step: WaterfallStepContext<UserProfile>) {
    step.options.name = step.result;
    await step.context.sendActivity(`Thanks ${step.result}.`);
    return await step.prompt('CONFIRM_PROMPT', 'Do you want to give your age?', ['yes', 'no']);
  }

  async ageStep(step: WaterfallStepContext<UserProfile>) {
    if (step.result) {
      const promptOptions = {
        prompt: 'Please enter your age.',
        retryPrompt: 'The value entered must be greater than 0 and less than 150.',
      };
      return await step.prompt('NUMBER_PROMPT', promptOptions);
    } else {
      return await step.next(-1);
    }
  }

  async confirmStep(step: WaterfallStepContext<UserProfile>) {
    step.options.age = step.result;
    const msg =
      step.result === -1 ? 'No age given.' : MessageFactory.text(`I have your age as ${step.result}.`, undefined);
    await step.context.sendActivity(msg);
    return await step.prompt('CONFIRM_PROMPT', { prompt: 'Is this okay?' });
  }

  async summaryStep(step: WaterfallStepContext<UserProfile>) {
    if (step.result) {
      const userProfile = await this.userProfile.get(step.context, {});
      Object.assign(userProfile, step.options);
      let msg = `I have your mode of transport as ${userProfile.transport} and your name as ${userProfile.name}`;
      if (userProfile.age !== -1) {
        msg += ` and your age as ${userProfile.age}`;
      }
      await step.context.sendActivity(`${msg}.`);
    } else {
      await step.context.sendActivity('Thanks. Your profile will not be kept.');
    }
    return await step.endDialog();
  }

  async agePromptValidator(promptContext: PromptValidatorContext<number>) {
    const { value = 0 } = promptContext.recognized;
    return promptContext.recognized.succeeded && value > 0 && value < 150;
  }
}

class DialogBot extends ActivityHandler {
  constructor(
    readonly conversationState: BotState,
    readonly userState: BotState,
    readonly dialog: UserProfileDialog,
    readonly conversationReferences: Record<string, Partial<ConversationReference>>,
  ) {
    super();
    const dialogState = conversationState.createProperty('DialogState');

    this.onConversationUpdate(async (context, next) => {
      this.addConversationReference(context);
      await next();
    });

    this.onMembersAdded(async (context, next) => {
      for (const { id } of context.activity.membersAdded ?? []) {
        if (id !== context.activity.recipient.id) {
          await context.sendActivity('Welcome to the sample.');
        }
      }
      await next();
    });

    this.onMessage(async (context, next) => {
      this.addConversationReference(context);
      if (context.activity.text === 'crash') {
        throw new Error('a bug of the sample');
      }
      await this.dialog.run(context, dialogState);
      await next();
    });

    this.onDialog(async (context, next) => {
      await this.conversationState.saveChanges(context, false);
      await this.userState.saveChanges(context, false);
      await next();
    });
  }

  addConversationReference(context: TurnContext) {
    const conversationReference = TurnContext.getConversationReference(context.activity);
    const { conversation } = conversationReference;
    if (conversation) this.conversationReferences[conversation.id] = conversationReference;
  }
}

/** The samples' index.js below the adapter's construction. */
function sample(adapter: ClickatellAdapter, failures: Error[]) {
  const memoryStorage = new MemoryStorage();
  const conversationState = new ConversationState(memoryStorage);
  const userState = new UserState(memoryStorage);

  adapter.onTurnError = async (context, error) => {
    failures.push(error);
    await context.sendTraceActivity(
      'OnTurnError Trace',
      `${error}`,
      'https://www.botframework.com/schemas/error',
      'TurnError',
    );
    await context.sendActivity('The bot encountered an error or bug.');
    await context.sendActivity('To continue to run this bot, please fix the bot source code.');
    await conversationState.delete(context);
  };

  const conversationReferences: Record<string, Partial<ConversationReference>> = {};
  const bot = new DialogBot(conversationState, userState, new UserProfileDialog(userState), conversationReferences);
  const notify = async () => {
    for (const conversationReference of Object.values(conversationReferences)) {
      await adapter.continueConversationAsync('app-id', conversationReference, async (context) => {
        await context.sendActivity('proactive hello');
      });
    }
  };
  return { bot, notify };
}

type Sample = ReturnType<typeof sample>;
type Host = (adapter: ClickatellAdapter, sample: Sample) => http.Server;

const hosts: Readonly<Record<string, Host>> = {
  'restify with bodyParser': (adapter, { bot, notify }) => {
    const server = restify.createServer();
    server.use(restify.plugins.bodyParser());

    server.post('/api/messages', async (req, res) => {
      await adapter.process(req, res, (context) => bot.run(context));
    });
    server.get('/api/notify', async (_req, res) => {
      await notify();
      res.setHeader('Content-Type', 'text/html');
      res.writeHead(200);
      res.write('<html><body><h1>Proactive messages have been sent.</h1></body></html>');
      res.end();
    });
    server.listen(0, '127.0.0.1');
    return server.server as http.Server;
  },
  'Express with express.json()': (adapter, { bot, notify }) => {
    // In any other environment Express prints what fails.
    const server = express().set('env', 'test');
    server.use(express.json());

    server.post('/api/messages', async (req, res) => {
      await adapter.process(req, res, (context) => bot.run(context));
    });
    server.get('/api/notify', async (_req, res) => {
      await notify();
      res.status(200).send('<html><body><h1>Proactive messages have been sent.</h1></body></html>');
    });
    return server.listen(0, '127.0.0.1');
  },
  'node:http': (adapter, { bot, notify }) =>
    http
      .createServer(async (req, res) => {
        if (req.url === '/api/notify') {
          res.statusCode = await notify().then(
            () => 200,
            () => 500,
          );
          res.end();
          return;
        }
        await adapter.process(req, res, (context) => bot.run(context));
      })
      .listen(0, '127.0.0.1'),
};

const business = '27110000001';
const person = '27820000001';

describe('A bot written for CloudAdapter', () => {
  for (const [name, host] of Object.entries(hosts)) {
    describe(`on ${name}`, () => {
      let emulator: Emulator;
      let store: Store;
      let client: ClickatellClient;
      let adapter: ClickatellAdapter;
      let server: http.Server;
      let url: string;
      let failures: Error[];
      let clock: MovableClock;

      beforeEach(async () => {
        clock = new MovableClock();
        emulator = await createEmulator({ clock });
        const { apiKey } = emulator.integrate({ number: business });
        store = await openStore('memory:');
        client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
        const templates = TemplateCatalog.parse(catalogue);
        adapter = new ClickatellAdapter({ client, store, templates, clock, webhookSecret: 'none' });
        failures = [];
        server = host(adapter, sample(adapter, failures));
        if (!server.listening) await once(server, 'listening');
        const { port } = server.address() as AddressInfo;
        url = `http://127.0.0.1:${port}`;
        emulator.integrate({ number: business, callbackUrl: `${url}/api/messages`, templates });
      });
      afterEach(async () => {
        await adapter.stop();
        server.close();
        server.closeAllConnections();
        await client.close();
        await emulator.close();
        await store.close();
      });

      const heard = () =>
        emulator
          .chat(person)
          .messages.filter(({ direction }) => direction === 'out')
          .map(({ text, buttons = [] }) => [text, ...buttons.map((title) => `[${title}]`)].join(' '));

      /** The person says something; gives what they hear in answer, once no turn runs any more. */
      async function say(text: string): Promise<string[]> {
        const before = heard().length;
        expect((await emulator.say({ from: person, text })).callback).to.equal(200);
        await eventually(() => expect(adapter.depth).to.equal(0));
        return heard().slice(before);
      }

      it('talks a dialog through, with choices answered by number and by title', async () => {
        expect(await say('Hi')).to.deep.equal([
          'Welcome to the sample.',
          'Please enter your mode of transport. [Car] [Bus] [Bicycle]',
        ]);
        expect(await say('2')).to.deep.equal(['Please enter your name.']);
        expect(await say('Thandi')).to.deep.equal(['Thanks Thandi.', 'Do you want to give your age? [Yes] [No]']);
        expect(await say('yes')).to.deep.equal(['Please enter your age.']);
        expect(await say('200')).to.deep.equal(['The value entered must be greater than 0 and less than 150.']);
        expect(await say('I am 42')).to.deep.equal(['I have your age as 42.', 'Is this okay? [Yes] [No]']);
        expect(await say('1')).to.deep.equal([
          'I have your mode of transport as Bus and your name as Thandi and your age as 42.',
        ]);

        await say('again');
        expect(await say('tram')).to.deep.equal(['Please enter your mode of transport. [Car] [Bus] [Bicycle]']);
        expect(await say('bicycle')).to.deep.equal(['Please enter your name.']);
        await say('Thandi');
        expect(await say('2')).to.deep.equal(['No age given.', 'Is this okay? [Yes] [No]']);
        expect(await say('No')).to.deep.equal(['Thanks. Your profile will not be kept.']);
        expect(failures).to.deep.equal([]);
      });

      it('says sorry by its own onTurnError, and begins again', async () => {
        await say('Hi');
        expect(await say('crash')).to.deep.equal([
          'The bot encountered an error or bug.',
          'To continue to run this bot, please fix the bot source code.',
        ]);
        expect(failures.map(({ message }) => message)).to.deep.equal(['a bug of the sample']);
        expect(await say('2')).to.deep.equal(['Please enter your mode of transport. [Car] [Bus] [Bicycle]']);
      });

      it('notifies with the reference that it kept, and is stopped where the window is closed', async () => {
        await say('Hi');
        expect((await fetch(`${url}/api/notify`)).status).to.equal(200);
        expect(heard().at(-1)).to.equal('proactive hello');

        clock.advance(25 * 60 * 60 * 1000);
        const before = heard();
        expect((await fetch(`${url}/api/notify`)).status).to.equal(500);
        expect(heard()).to.deep.equal(before);
        expect(failures.map(({ name }) => name)).to.include('WindowClosedError');
        expect(emulator.violations).to.deep.equal([]);
      });
    });
  }
});
