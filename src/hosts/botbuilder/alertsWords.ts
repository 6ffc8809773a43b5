/** What `AlertsDialog` says, and the titles of its buttons. A program can replace each of them, by language for example. */
export interface AlertsWords {
  readonly whatToDo: string;
  readonly signUp: string;
  readonly signOff: string;
  readonly list: string;
  readonly cancel: string;
  readonly all: string;
  readonly askTopic: string;
  /** `what` is what the topic calls its subjects, such as "flight number". */
  readonly askSubject: (what: string) => string;
  /** The answer had no subject. `what` is as in `askSubject`. */
  readonly notRead: (what: string) => string;
  /** Follows a problem with the subject, where there is one that may be meant. */
  readonly didYouMean: (subjects: readonly string[]) => string;
  /** `title` is what people call the alert, such as "Flight SA204". */
  readonly signedUp: (title: string, description: string | undefined) => string;
  /** They had signed up for it before. */
  readonly already: (title: string) => string;
  /** Confirms that these alerts have ended. */
  readonly signedOff: (titles: readonly string[]) => string;
  /** There was no such alert to end. */
  readonly notSignedUp: (title: string) => string;
  /** Lists the alerts that they have, one in each line. */
  readonly listed: (lines: readonly string[]) => string;
  readonly none: string;
  readonly askWhich: string;
  /** Asks whether the only alert shall end, with the button `yes`. */
  readonly askStop: (title: string) => string;
  readonly yes: string;
  readonly tooMany: string;
  readonly cancelled: string;
  /** Follows a question that was asked twice. */
  readonly wayOut: string;
}

export const englishWords: AlertsWords = {
  whatToDo: 'What shall I do about your alerts?',
  signUp: 'New alert',
  signOff: 'Stop an alert',
  list: 'My alerts',
  cancel: 'Cancel',
  all: 'All of them',
  askTopic: 'What shall I tell you about?',
  askSubject: (what) => `Please write the ${what}.`,
  notRead: (what) => `I could not read a ${what} in that.`,
  didYouMean: (subjects) => `Did you mean ${subjects.join(' or ')}?`,
  signedUp: (title, description) =>
    `Done: I will write to you about ${title}${description === undefined ? '' : ` (${lowerFirst(description)})`}. ` +
    'STOP after an alert ends it.',
  already: (title) => `I write to you about ${title} already.`,
  signedOff: (titles) => `Done: I will not write to you about ${titles.join(', ')} any more.`,
  notSignedUp: (title) => `You have no alert for ${title}.`,
  listed: (lines) => ['Your alerts:', ...lines.map((line) => `- ${line}`)].join('\n'),
  none: 'You have no alerts.',
  askWhich: 'Which alert shall I stop?',
  askStop: (title) => `Shall I stop the alert for ${title}?`,
  yes: 'Yes',
  tooMany: 'You have as many alerts as I can keep: stop one first.',
  cancelled: 'All right, I have changed nothing.',
  wayOut: 'Or say "cancel".',
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
