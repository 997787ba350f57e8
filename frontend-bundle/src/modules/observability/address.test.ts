import { expect, test } from 'vitest';
import { logsNaming } from './address';

const now = Date.parse('2026-01-31T12:00:00Z');

test('the shortest time is chosen that reaches back far enough', () => {
  expect(logsNaming('vision', 'abc', '2026-01-31T11:50:00Z', now)).toContain('text=abc&span=minutes15');
  expect(logsNaming('vision', 'abc', '2026-01-31T09:00:00Z', now)).toContain('span=hours6');
  expect(logsNaming('vision', 'abc', '2025-06-01T00:00:00Z', now)).toContain('span=days30');
});

test('a text is nothing but a text', () => {
  expect(logsNaming('vision', 'a&run=other', '2026-01-31T11:50:00Z', now)).toContain('text=a%26run%3Dother&');
});
