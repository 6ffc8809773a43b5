import type { Activity } from '@microsoft/agents-activity';
import type { TurnContext } from '@microsoft/agents-hosting';

// `context.streamingResponse` on a channel without streaming: it gathers the text, and sends one message at its end.

/** What the SDK says at the end of a stream that had no text. */
const filler = 'end of stream response';

/** Why the end of a stream was not sent, by the turn's state, which the context shares with its proxies. */
const failures = new WeakMap<TurnContext['turnState'], { readonly error: unknown }>();

/**
 * Keeps the SDK's filler from the person: a stream of files alone has no text, and an empty stream is no message. Notes if
 * the end of a stream cannot be sent, for `mustHaveStreamed`.
 */
export function watchStreams(context: TurnContext): TurnContext {
  return context.onSendActivities(async (_, activities, next) => {
    const ends = activities.filter(isEndOfStream);
    for (const end of ends) {
      if (end.text === filler && context.streamingResponse.getMessage() === '') end.text = '';
    }
    try {
      return await next();
    } catch (error) {
      if (ends.length > 0) failures.set(context.turnState, { error });
      throw error;
    }
  });
}

/**
 * Throws the error that kept a stream from being sent. `endStream()` swallows it and reports success, so the turn would end
 * as if the message had left, and would not run again after an error of the store.
 */
export function mustHaveStreamed({ turnState }: TurnContext): void {
  const failure = failures.get(turnState);
  if (failure) throw failure.error;
}

/** Only the end of a stream says whether it wants feedback. */
function isEndOfStream({ channelData }: Activity): boolean {
  return 'feedbackLoopEnabled' in Object(channelData);
}
