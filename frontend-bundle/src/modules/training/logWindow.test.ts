import { describe, expect, it } from 'vitest';
import type { LogEntries, LogEntry } from './api';
import { linesOf, MOST_LINES, openWindow, withEarlier, withLater, withNews } from './logWindow';

const line = (number: number): LogEntry => ({ type: 'line', stream: 1, container: 'node', line: number, time: '', text: `line ${number}` });

function page(from: number, to: number, rest: Partial<LogEntries> = {}): LogEntries {
  const items = Array.from({ length: to - from + 1 }, (_, index) => line(from + index));
  return { items, before: `<${from}`, behind: `>${to}`, hasEarlier: from > 1, hasLater: false, ...rest };
}

describe('the window on a log', () => {
  it('grows with what is written', () => {
    const window = withNews(openWindow(page(1, 2)), [line(3)], '>3');
    expect(linesOf(window).map(entry => entry.line)).toEqual([1, 2, 3]);
    expect(window.chunks[window.chunks.length - 1]?.behind).toBe('>3');
  });

  it('stays small while a million lines pass through it, and remembers that there are earlier ones', () => {
    let window = openWindow(page(1, 1000));
    for (let from = 1001; from <= 1_000_000; from += 1000) {
      window = withNews(window, page(from, from + 999).items, `>${from + 999}`);
    }
    expect(linesOf(window).length).toBeLessThanOrEqual(MOST_LINES);
    expect(linesOf(window).at(-1)?.line).toBe(1_000_000);
    expect(window.hasEarlier).toBe(true);
  });

  it('loses its end when someone scrolls far up, and can find it again', () => {
    let window = openWindow(page(99_001, 100_000));
    for (let to = 99_000; to > 70_000; to -= 1000) {
      window = withEarlier(window, page(to - 999, to));
    }
    expect(window.hasLater).toBe(true);
    expect(linesOf(window).length).toBeLessThanOrEqual(MOST_LINES);

    const end = linesOf(window).at(-1)?.line ?? 0;
    expect(window.chunks.at(-1)?.behind).toBe(`>${end}`);
    const later = withLater(window, page(end + 1, end + 1000, { hasLater: false }));
    expect(linesOf(later).at(-1)?.line).toBe(end + 1000);
    expect(later.hasLater).toBe(false);
  });
});
