import type { TurnContext } from '@microsoft/agents-hosting';

/** What the SDK says at the end of a stream that had no text. */
const filler = 'end of stream response';

/** Keeps the SDK's filler from the person: a stream of files alone has no text, and an empty stream is no message. */
export function withoutStreamFiller(context: TurnContext): TurnContext {
  return context.onSendActivities(async (_, activities, next) => {
    for (const activity of activities) {
      const isFiller = activity.text === filler && context.streamingResponse.getMessage() === '';
      // Only the end of a stream says this of feedback.
      if (isFiller && 'feedbackLoopEnabled' in Object(activity.channelData)) activity.text = '';
    }
    return next();
  });
}
