import { MemoryMailbox } from '../../../src/store/memory/mailbox.js';
import { MemoryValues } from '../../../src/store/memory/values.js';
import { describeMailbox } from '../mailboxContract.js';
import { describeValues } from '../valuesContract.js';

describeValues('memory', async (clock) => {
  const values = new MemoryValues(clock);
  return { values, close: () => values.close() };
});

describeMailbox('memory', async (clock) => {
  const values = new MemoryValues(clock);
  return { values, mailbox: new MemoryMailbox(values, clock), close: () => values.close() };
});
