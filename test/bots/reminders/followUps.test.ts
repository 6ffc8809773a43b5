import { expect } from 'chai';
import { followUpsOf } from '../../../bots/reminders/followUps.js';
import { InvalidInputError, template } from '../../../src/index.js';
import { RecordingFollowUps } from './recordingFollowUps.js';

const followUp = { key: 'k', at: 1, to: '27820000001', text: 'Hi', template: template('ticket_reminder') };

describe('followUpsOf', () => {
  it('asks for the adapter only when it is needed', async () => {
    const recording = new RecordingFollowUps();
    let adapter: RecordingFollowUps | undefined;
    const followUps = followUpsOf(() => adapter ?? expect.fail('There is no adapter yet.'));
    adapter = recording;
    expect(await followUps.schedule(followUp)).to.include({ dueAt: 1 });
    expect(recording.waiting).to.deep.equal([followUp]);
    expect(await followUps.cancel('k')).to.equal(true);
    expect(await followUps.cancel('k')).to.equal(false);
  });

  class Picky extends RecordingFollowUps {
    override async schedule(given: typeof followUp | Omit<typeof followUp, 'template'>) {
      if ('template' in given) throw new InvalidInputError('template.name', 'there is no such template');
      if (given.to === '') throw new InvalidInputError('to', 'must be a number');
      return super.schedule(given);
    }
  }

  it('does without a template that the catalogue lacks', async () => {
    const picky = new Picky();
    await followUpsOf(() => picky).schedule(followUp);
    const { template: _, ...textAlone } = followUp;
    expect(picky.waiting).to.deep.equal([textAlone]);
  });

  it('hands on every other error', async () => {
    const scheduled = followUpsOf(() => new Picky()).schedule({ ...followUp, to: '' });
    const error = await scheduled.catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InvalidInputError).and.include({ field: 'to' });
  });
});
