/** What the library keeps of a person, by the namespace of the store, in words for whoever reads an export. */
const titles: Readonly<Record<string, string>> = {
  windows: 'When the person last wrote, their name in their profile, and their other ids',
  consent: 'What the person has allowed: STOP and START, sign-ups, and how that is known',
  subscribers: 'The lists of those who have signed up that the person is on',
  'publication-lists': 'The lists of those who get a publication that the person is on',
  held: 'Messages that are held until the person writes',
  'held-contents': 'What the held messages say',
  'held-left': 'When the last message under a key left',
  'held-stuck': 'Why a turn about held messages failed',
  'held-ends': 'What became of messages that were held',
  outbox: 'Messages that wait because the provider could not take them',
  'outbox-given-up': 'Messages that were given up',
  'outbox-stuck': 'Why a turn about waiting messages failed',
  waiting: 'The lists of those for whom messages wait or are held',
  parts: 'Messages to the person, with what became of them',
  'parts-by-api-id': 'The provider’s ids of messages to the person',
  notifications: 'Notifications to the person, with what became of them',
  'follow-ups': 'When scheduled messages to the person are due',
  'follow-up-lanes': 'Scheduled messages to the person',
  choices: 'The choices that the person was offered last',
  actions: 'Choices that were too large for a button',
  uploads: 'Files that were uploaded for the person',
  decisions: 'Why each message left as it did',
  handoffs: 'Conversations that were handed to a human',
  'desk-messages': 'What was said while a human had the conversation',
  'desk-events': 'What the desk is to be told of the conversation',
  'desk-queues': 'In what order the desk is to be told',
  'handoff-lists': 'The lists of conversations that were handed to a human',
  transcripts: 'The transcript of the conversation',
  'transcript-days': 'The order of the messages in the transcript',
};

export function titleOf(namespace: string): string {
  return titles[namespace] ?? `Kept by the program under the name “${namespace}”`;
}
