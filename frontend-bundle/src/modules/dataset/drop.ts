import type { ChosenFile } from './transfer';

/**
 * All files that a drop brings. Those of one folder keep their place below it, as when it is chosen; those of several, below
 * what holds them.
 */
export async function dropped(items: Iterable<DataTransferItem>): Promise<ChosenFile[]> {
  // The browser forgets them once the event is over, so nothing is awaited before this. Not every file has an entry.
  const things = [...items].map(item => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const entries = things.flatMap(({ entry }) => entry ?? []);
  const others = things.flatMap(({ entry, file }) => (entry || !file ? [] : { path: file.name, content: file }));
  return [...await filesOf(entries), ...others];
}

async function filesOf(entries: FileSystemEntry[]): Promise<ChosenFile[]> {
  const [first, ...others] = entries;
  return first && isDirectory(first) && others.length === 0 ? filesBelow(first, '') : each(entries, '');
}

async function each(entries: FileSystemEntry[], parent: string): Promise<ChosenFile[]> {
  const found = await Promise.all(entries.map(entry => filesAt(entry, parent)));
  return found.flat();
}

async function filesAt(entry: FileSystemEntry, parent: string): Promise<ChosenFile[]> {
  const path = parent + entry.name;
  return isDirectory(entry) ? filesBelow(entry, `${path}/`) : [{ path, content: await fileOf(entry as FileSystemFileEntry) }];
}

/** A reader answers some at a time, in Chromium a hundred, and none at the end. */
async function filesBelow(directory: FileSystemDirectoryEntry, parent: string): Promise<ChosenFile[]> {
  const reader = directory.createReader();
  const some = () => new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject); });
  const found: ChosenFile[] = [];
  for (let entries = await some(); entries.length > 0; entries = await some()) {
    found.push(...await each(entries, parent));
  }
  return found;
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => { entry.file(resolve, reject); });
