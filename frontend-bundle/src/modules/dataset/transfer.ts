import { Problem, problemOf } from '../../kernel/problem';
import * as api from './api';

/** A file that a person has chosen, and its path in the version. */
export interface ChosenFile {
  path: string;
  content: File;
}

export interface TransferProgress {
  filesDone: number;
  bytesSent: number;
}

interface Options {
  unpack: boolean;
  signal: AbortSignal;
  onProgress: (progress: TransferProgress) => void;
}

/** From this size on a file goes in pieces, so that a broken line costs one piece. */
export const PIECES_FROM = 64 * 1024 * 1024;
const AT_ONCE = 3;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const ARCHIVE = /\.(zip|tar|tar\.gz|tgz|tar\.zst)$/i;

export const totalBytes = (files: ChosenFile[]) => files.reduce((sum, { content }) => sum + content.size, 0);

/** Paths of chosen files; those of a folder keep their place below it. */
export function chosen(files: Iterable<File>): ChosenFile[] {
  return [...files].map(content => {
    const below = content.webkitRelativePath.split('/').slice(1).join('/');
    return { path: below || content.name, content };
  });
}

/**
 * Sends files into an open upload, three at a time, and repeats what a broken line has cut. What has arrived with the
 * same size is not sent again, so calling it once more goes on where it stopped.
 */
export async function sendAll(ref: api.DatasetRef, upload: string, files: ChosenFile[], options: Options): Promise<void> {
  const arrived = await arrivedSizes(ref, upload);
  const sent = new Map<string, number>();
  let filesDone = 0;
  const report = () => options.onProgress({ filesDone, bytesSent: [...sent.values()].reduce((sum, bytes) => sum + bytes, 0) });
  const waiting = files.filter(file => {
    const isThere = arrived.get(file.path) === file.content.size;
    if (isThere) {
      sent.set(file.path, file.content.size);
      filesDone++;
    }
    return !isThere;
  });
  report();
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const { path, content } = file;
      await repeated(options.signal, () => sendOne(ref, upload, { path, content }, options, bytes => { sent.set(path, bytes); report(); }));
      sent.set(path, content.size);
      filesDone++;
      report();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function arrivedSizes(ref: api.DatasetRef, upload: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (let page = 1; ; page++) {
    const { items, totalItems } = await api.listArrived(ref, upload, page);
    items.forEach(file => sizes.set(file.path, file.size));
    if (items.length === 0 || sizes.size >= totalItems) {
      return sizes;
    }
  }
}

async function sendOne(
  ref: api.DatasetRef, upload: string, { path, content }: ChosenFile, { unpack, signal }: Options, onProgress: (bytes: number) => void,
): Promise<unknown> {
  if (unpack && ARCHIVE.test(path)) {
    return api.unpackArchive(ref, upload, { content, signal, onProgress });
  }
  if (content.size < PIECES_FROM) {
    return api.putFile(ref, upload, path, { content, signal, onProgress });
  }
  const begun = await api.beginPieces(ref, upload, path, content.size);
  const there = new Set(begun.received);
  for (let number = 1; number <= begun.pieces; number++) {
    const from = (number - 1) * begun.pieceSize;
    const piece = content.slice(from, from + begun.pieceSize);
    if (!there.has(number)) {
      await repeated(signal, () => api.putPiece(ref, upload, begun.id, number, { content: piece, signal, onProgress: bytes => onProgress(from + bytes) }));
    }
    onProgress(from + piece.size);
  }
  return api.joinPieces(ref, upload, begun.id);
}

async function repeated(signal: AbortSignal, action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) {
      throw new DOMException('aborted', 'AbortError');
    }
    try {
      await action();
      return;
    } catch (failure) {
      if (attempt === ATTEMPTS || !(failure instanceof Problem) || !problemOf(failure).passes) {
        throw failure;
      }
      await new Promise(resolve => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
    }
  }
}
