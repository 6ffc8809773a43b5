import { setTimeout as wait } from 'node:timers/promises';
import { CircularWaitError } from '../core/errors.js';
import { currentScope, inScope, leasesIn } from '../core/turn.js';
import { doubtMs } from './waits.js';
/**
 * How long work waits behind an untracked turn of its lane, in ms. Only turns that started before turns were tracked are
 * untracked (see `areTurnsTracked`).
 */
const untrackedMs = 2000;
/**
 * Runs work in a lane. If a turn of this lane asks for it, directly or through turns that it waits for, it runs at once,
 * because the turn would otherwise wait for itself. Otherwise it waits for its turn.
 *
 * @throws CircularWaitError if what runs in the lane waits for the turn that asks.
 */
export async function runInline(waits, lane, work, queue) {
    const scope = currentScope();
    const waiting = leasesIn(scope);
    const running = waits.leases.of(lane);
    if (running && scope?.lease === running)
        return running.inline(() => work(running));
    if (running && scope && waiting.includes(running)) {
        return running.inline(() => inScope({ lease: running, outer: scope }, () => work(running)));
    }
    const queued = queue({ scope, waiting });
    const end = waits.begin(waiting, lane);
    try {
        if (running && !running.isTracked)
            return await behindUntracked(waits, running, work, queued);
        if (waits.isCircle(waiting, lane))
            return await unlessHopeless(() => waits.isCircle(waiting, lane), queued);
        return await queued.done;
    }
    finally {
        end();
    }
}
/**
 * The turn that runs in the lane may be one that waits for this work, directly or through others, and there is no way
 * to know: it started before turns were tracked (see `areTurnsTracked`). Then the work runs inside it.
 */
async function behindUntracked(waits, running, work, { done, withdraw }) {
    while (!running.isOver) {
        if (await isSettledIn(untrackedMs, done))
            return done;
        if (waits.unknown === 0 || running.isOver || !withdraw())
            continue;
        done.catch(() => { });
        return running.inline(() => work(running));
    }
    return done;
}
async function unlessHopeless(isHopeless, { done, withdraw }) {
    if ((await isSettledIn(doubtMs, done)) || !isHopeless() || !withdraw())
        return done;
    done.catch(() => { });
    throw new CircularWaitError();
}
async function isSettledIn(ms, done) {
    const settled = new AbortController();
    const late = wait(ms, false, { signal: settled.signal, ref: false }).catch(() => true);
    const either = done.then(() => true, () => true);
    return Promise.race([either, late]).finally(() => settled.abort());
}
