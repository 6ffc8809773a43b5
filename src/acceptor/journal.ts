import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../core/errors.js';
import { createSegment, deleteSegment, type Place, pathOf, segmentsIn } from './segments.js';

/** A file that is larger is closed, and deleted once everything in it is taken. */
const largeBytes = 16 * 1024 * 1024;
/** How much is read at once. A line that is longer is read whole. */
const pageBytes = 64 * 1024;
const placeBytes = 32;

interface Group {
  readonly lines: string[];
  /** Whether it goes into a new file. */
  turnsOver: boolean;
  readonly stored: Promise<void>;
  readonly settle: { resolve: () => void; reject: (error: unknown) => void };
}

/** Some whole lines of the journal. */
export interface Page {
  readonly lines: string;
  /** Where the next page begins. */
  readonly end: Place;
}

/**
 * A queue of lines in a folder. What is appended survives a power cut, and is read in the order in which it came. Lines
 * that are appended at about the same time share one write and one flush. After a crash, what was read last may be read
 * again. The folder must belong to one process.
 */
export class Journal {
  readonly #folder: string;
  readonly #limitBytes: number;
  /** The file of `place`: how far everything has been taken. */
  readonly #placeFile: FileHandle;
  /** The bytes of each file that can be read, oldest file first. The last one is written to. */
  readonly #sizes: Map<number, number>;
  #writer: { readonly segment: number; readonly file: FileHandle };
  #reader: { readonly segment: number; readonly file: FileHandle } | undefined;
  #place: Place;
  #next: Group | undefined;
  #writing: Promise<void> | undefined;
  #whenAppended: (() => void) | undefined;
  /** Called whenever a file is deleted. */
  readonly #whenLeft = new Set<() => void>();
  #closed = false;

  private constructor(
    folder: string,
    limitBytes: number,
    placeFile: FileHandle,
    sizes: Map<number, number>,
    writer: { segment: number; file: FileHandle },
    place: Place,
  ) {
    this.#folder = folder;
    this.#limitBytes = limitBytes;
    this.#placeFile = placeFile;
    this.#sizes = sizes;
    this.#writer = writer;
    this.#place = place;
  }

  /** Opens the journal of a folder, which must exist. `append` rejects while more than `limitBytes` wait. */
  static async open(folder: string, limitBytes: number): Promise<Journal> {
    const sizes = new Map<number, number>();
    for (const segment of await segmentsIn(folder)) sizes.set(segment, (await stat(pathOf(folder, segment))).size);
    // A new file, because the last one may end in half a line.
    const segment = Math.max(0, ...sizes.keys()) + 1;
    const placeFile = await open(join(folder, 'taken'), 'a+').then(async (file) => {
      await file.close();
      return open(join(folder, 'taken'), 'r+');
    });
    const { buffer, bytesRead } = await placeFile.read(Buffer.alloc(placeBytes), 0, placeBytes, 0);
    const [taken = 0, offset = 0] = buffer.toString('latin1', 0, bytesRead).split(' ').map(Number);
    for (const old of [...sizes.keys()].filter((each) => each < taken)) {
      await deleteSegment(folder, old);
      sizes.delete(old);
    }
    const first = sizes.keys().next().value ?? segment;
    const file = await createSegment(folder, segment);
    sizes.set(segment, 0);
    const place = first === taken ? { segment: taken, offset } : { segment: first, offset: 0 };
    return new Journal(folder, limitBytes, placeFile, sizes, { segment, file }, place);
  }

  /** The bytes that have not been taken. */
  get waitingBytes(): number {
    let bytes = -this.#place.offset;
    for (const [segment, size] of this.#sizes) if (segment >= this.#place.segment) bytes += size;
    return Math.max(0, bytes);
  }

  /** Resolves once the line, which must not contain a line end, survives a power cut. Rejects with StoreError. */
  append(line: string): Promise<void> {
    if (this.#closed) return Promise.reject(new StoreError('The journal of callbacks is closed.'));
    if (this.waitingBytes > this.#limitBytes) {
      return Promise.reject(
        new StoreError('The journal of callbacks is full: the bots do not keep up, or have stopped.'),
      );
    }
    const group = this.#next ?? this.#newGroup();
    group.lines.push(line);
    return group.stored;
  }

  /** The next lines that are not taken; waits until there are some. Resolves with `undefined` once closed. */
  async read(): Promise<Page | undefined> {
    for (;;) {
      if (this.#closed) return undefined;
      const { segment, offset } = this.#place;
      const size = this.#sizes.get(segment) ?? 0;
      const page = offset < size ? await this.#page(segment, offset, size) : undefined;
      if (page) return page;
      // What is left of a file that is not written to any more is half a line: nobody was told that it is stored.
      if (segment !== this.#writer.segment) await this.#leave(segment);
      else await this.#appended();
    }
  }

  /** Everything before `end` need not be read again. */
  async taken(end: Place): Promise<void> {
    this.#place = end;
    const line = `${end.segment} ${end.offset}`.padEnd(placeBytes);
    await this.#placeFile.write(line, 0, 'latin1');
  }

  /**
   * Goes on in a new file, and resolves once everything before it is taken and no file has it any more. Never if the
   * journal is closed before.
   */
  async turnOver(): Promise<void> {
    const group = this.#next ?? this.#newGroup();
    group.turnsOver = true;
    await group.stored;
    const { segment } = this.#writer;
    while (Math.min(...this.#sizes.keys()) < segment) {
      await new Promise<void>((resolve) => {
        this.#whenLeft.add(resolve);
      });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#whenAppended?.();
    await this.#writing?.catch(() => {});
    await Promise.all([this.#writer.file.close(), this.#reader?.file.close(), this.#placeFile.close()]);
  }

  #newGroup(): Group {
    let settle: Group['settle'] = { resolve: () => {}, reject: () => {} };
    const stored = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    const group = { lines: [], turnsOver: false, stored, settle };
    this.#next = group;
    this.#writing ??= this.#writeAll();
    return group;
  }

  async #writeAll(): Promise<void> {
    // What arrives in this turn of the event loop belongs to the first group.
    await new Promise((resolve) => setImmediate(resolve));
    for (let group = this.#next; group; group = this.#next) {
      this.#next = undefined;
      await this.#write(group).then(group.settle.resolve, group.settle.reject);
    }
    this.#writing = undefined;
  }

  async #write({ lines, turnsOver }: Group): Promise<void> {
    try {
      const written = this.#sizes.get(this.#writer.segment) ?? 0;
      if (written >= largeBytes || (turnsOver && written > 0)) await this.#nextFile();
      const { segment, file } = this.#writer;
      const size = this.#sizes.get(segment) ?? 0;
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      // At its place, so that it overwrites what a failed write has left there.
      for (let at = 0; at < bytes.length; ) {
        at += (await file.write(bytes, at, bytes.length - at, size + at)).bytesWritten;
      }
      await file.datasync();
      this.#sizes.set(segment, size + bytes.length);
    } catch (cause) {
      throw new StoreError('The journal of callbacks could not be written. Is the disk full?', { cause });
    }
    this.#whenAppended?.();
  }

  async #nextFile(): Promise<void> {
    const segment = this.#writer.segment + 1;
    const file = await createSegment(this.#folder, segment);
    await this.#writer.file.close();
    this.#writer = { segment, file };
    this.#sizes.set(segment, 0);
  }

  #appended(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenAppended = () => {
        this.#whenAppended = undefined;
        resolve();
      };
    });
  }

  async #page(segment: number, offset: number, size: number): Promise<Page | undefined> {
    const file = await this.#openForReading(segment);
    for (let length = Math.min(pageBytes, size - offset); ; length = Math.min(length * 2, size - offset)) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      if (end > 0) return { lines: buffer.toString('utf8', 0, end - 1), end: { segment, offset: offset + end } };
      if (offset + bytesRead >= size || bytesRead < length) return undefined;
    }
  }

  async #openForReading(segment: number): Promise<FileHandle> {
    if (this.#reader?.segment !== segment) {
      await this.#reader?.file.close();
      this.#reader = { segment, file: await open(pathOf(this.#folder, segment), 'r') };
    }
    return this.#reader.file;
  }

  /** Goes on to the next file. This one is not needed any more. */
  async #leave(segment: number): Promise<void> {
    const next = [...this.#sizes.keys()].find((each) => each > segment) ?? this.#writer.segment;
    await this.taken({ segment: next, offset: 0 });
    this.#sizes.delete(segment);
    await deleteSegment(this.#folder, segment);
    for (const tell of this.#whenLeft) tell();
    this.#whenLeft.clear();
  }
}
