import { describe, expect, it } from 'vitest';
import { align, summary } from './LineChart';

describe('curves', () => {
  it('share their steps, with gaps where one has none or no number', () => {
    const first = { label: 'a', points: [{ step: 1, value: 1 }, { step: 2, value: Number.NaN }] };
    const second = { label: 'b', points: [{ step: 2, value: 20 }, { step: 3, value: 30 }] };
    const [steps, a, b] = align([first, second]);
    expect(Array.from(steps)).toEqual([1, 2, 3]);
    expect(Array.from(a ?? [])).toEqual([1, null, undefined]);
    expect(Array.from(b ?? [])).toEqual([undefined, 20, 30]);
  });

  it('are told in words to who cannot see them', () => {
    expect(summary('loss', [{ label: 'run-1', points: [{ step: 9, value: 0.25 }] }])).toBe('loss: run-1 0.25');
  });
});
