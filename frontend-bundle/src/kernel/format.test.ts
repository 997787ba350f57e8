import { describe, expect, it } from 'vitest';
import { formatAge, formatBytes, formatDuration, shortDigest } from './format';
import { setLanguage } from './i18n';

describe('formats', () => {
  it.each([[0, '0 B'], [1023, '1,023 B'], [1536, '1.5 KiB'], [5 * 1024 ** 3, '5 GiB'], [3 * 1024 ** 5, '3 PiB']])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('tells how long something took, until now while it goes on', () => {
    const now = Date.parse('2026-01-01T01:02:03Z');
    expect(formatDuration('2026-01-01T00:00:00Z', undefined, now)).toBe('1h 02m 03s');
    expect(formatDuration('2026-01-01T00:00:00Z', '2026-01-01T00:00:06Z')).toBe('6s');
    expect(formatDuration(undefined, undefined)).toBe('–');
  });

  it('tells how long ago something was, in the language of the user', () => {
    const now = Date.parse('2026-01-01T00:05:00Z');
    expect(formatAge('2026-01-01T00:00:00Z', now)).toBe('5 min ago');
    setLanguage('zh');
    expect(formatAge('2026-01-01T00:00:00Z', now)).toBe('5 分钟前');
  });

  it('shows enough of a digest to tell two apart', () => {
    expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('abababababab');
  });
});
