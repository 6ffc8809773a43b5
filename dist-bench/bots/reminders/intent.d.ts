/** What a message asks about reminders. `text` is the rest, without "remind me" or "cancel my reminder". */
export type ReminderIntent = {
    kind: 'remind' | 'unremind';
    text: string;
} | {
    kind: 'reminders';
};
/** Reads "remind me …", "cancel my reminder …" and "my reminders"; `undefined` for anything else. */
export declare function reminderIntent(said: string): ReminderIntent | undefined;
