import type { LogEntries, LogEntry } from './api';

/** Neighbouring lines, with the cursors of their ends. */
export interface LogChunk {
  entries: LogEntry[];
  before: string;
  behind: string;
}

/** The part of a log that the page holds; a log of millions of lines passes through it. */
export interface LogWindow {
  chunks: LogChunk[];
  hasEarlier: boolean;
  /** Whether lines behind the window are known to exist; false while it is at the end. */
  hasLater: boolean;
}

export const EMPTY_WINDOW: LogWindow = { chunks: [], hasEarlier: false, hasLater: false };

/** Lines that are held at most, so that memory and the scroll bar stay small. */
export const MOST_LINES = 20_000;
const CHUNK_LINES = 1000;

export const linesOf = (window: LogWindow): LogEntry[] => window.chunks.flatMap(chunk => chunk.entries);

export function openWindow(page: LogEntries): LogWindow {
  return { chunks: [chunkOf(page)], hasEarlier: page.hasEarlier, hasLater: page.hasLater };
}

/** Puts an earlier page in front; what does not fit any more goes at the end. */
export function withEarlier(window: LogWindow, page: LogEntries): LogWindow {
  const chunks = [chunkOf(page), ...window.chunks];
  const kept = fitting(chunks);
  return {
    chunks: chunks.slice(0, kept),
    hasEarlier: page.hasEarlier,
    hasLater: window.hasLater || kept < chunks.length,
  };
}

/** Puts a later page behind; what does not fit any more goes in front. */
export function withLater(window: LogWindow, page: LogEntries): LogWindow {
  return { ...appended(window, chunkOf(page)), hasLater: page.hasLater };
}

/** Puts lines behind that were just written. */
export function withNews(window: LogWindow, entries: LogEntry[], behind: string): LogWindow {
  const last = window.chunks[window.chunks.length - 1];
  if (last && last.entries.length + entries.length <= CHUNK_LINES) {
    const grown = { ...last, entries: [...last.entries, ...entries], behind };
    return { ...window, chunks: [...window.chunks.slice(0, -1), grown] };
  }
  return appended(window, { entries, before: last?.behind ?? '', behind });
}

function appended(window: LogWindow, chunk: LogChunk): LogWindow {
  const reversed = [...window.chunks, chunk].reverse();
  const kept = fitting(reversed);
  return {
    ...window,
    chunks: reversed.slice(0, kept).reverse(),
    hasEarlier: window.hasEarlier || kept < reversed.length,
  };
}

/** How many of the chunks fit, from the first on; one always does. */
function fitting(chunks: LogChunk[]): number {
  let lines = 0;
  const overflow = chunks.findIndex((chunk, index) => (lines += chunk.entries.length) > MOST_LINES && index > 0);
  return overflow < 0 ? chunks.length : overflow;
}

function chunkOf({ items, before, behind }: LogEntries): LogChunk {
  return { entries: items, before, behind };
}
