import { describe, expect, it } from 'vitest';
import { dropped } from './drop';

const file = (name: string) => ({ name, isDirectory: false, file: (found: (content: File) => void) => { found(new File([name], name)); } });

/** As Chromium does it: some of the entries at a time. */
const folder = (name: string, ...entries: unknown[]) => ({
  name,
  isDirectory: true,
  createReader: () => {
    const left = [...entries];
    return { readEntries: (found: (some: unknown[]) => void) => { found(left.splice(0, 2)); } };
  },
});

const item = (entry: unknown, content: File | null = null) => ({ webkitGetAsEntry: () => entry, getAsFile: () => content }) as DataTransferItem;
const paths = async (...items: DataTransferItem[]) => (await dropped(items)).map(({ path }) => path).sort();

describe('what is dropped', () => {
  it('is every file of a folder, however many, at its place below it', async () => {
    const many = Array.from({ length: 5 }, (_, index) => file(`${index}.png`));

    expect(await paths(item(folder('data', ...many, folder('train', file('a.csv')))))).toEqual(
      ['0.png', '1.png', '2.png', '3.png', '4.png', 'train/a.csv'],
    );
  });

  it('keeps the names of folders where there are several', async () => {
    expect(await paths(item(folder('train', file('a.csv'))), item(folder('test', file('a.csv'))), item(file('readme.md')))).toEqual(
      ['readme.md', 'test/a.csv', 'train/a.csv'],
    );
  });

  it('may be a file that has no entry, and is nothing where it is text', async () => {
    expect(await paths(item(null, new File(['x'], 'made.csv')), item(null))).toEqual(['made.csv']);
  });

  it('cannot be read where the browser says so', async () => {
    const unreadable = { name: 'gone', isDirectory: false, file: (_: unknown, fail: (why: Error) => void) => { fail(new Error('gone')); } };

    await expect(dropped([item(unreadable)])).rejects.toThrow('gone');
  });
});
