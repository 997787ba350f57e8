import { describe, expect, it } from 'vitest';
import type { ServiceGraph, SpanRow } from './api';
import { formatMicros } from './figures';
import { layout } from './graphLayout';
import { barOf, unfolded } from './rows';

const traffic = { count: 1, failed: 0, perSecond: 1, p50Micros: 1, p95Micros: 1, p99Micros: 1 };

function graph(...calls: string[]): ServiceGraph {
  const names = [...new Set(calls.flatMap(call => call.split('>')))];
  return {
    from: '', to: '', countedFrom: '', traces: 1, notices: [],
    services: names.map(name => ({ name, reports: true, traffic })),
    calls: calls.map(call => ({ from: call.split('>')[0] ?? '', to: call.split('>')[1] ?? '', traffic })),
  };
}

describe('the layout', () => {
  it('puts who is called to the right of who calls', () => {
    const { spots } = layout(graph('a>b', 'b>c', 'a>c'));

    expect(spots.get('a')?.x).toBe(0);
    expect(spots.get('b')?.x).toBeGreaterThan(0);
    expect(spots.get('c')?.x).toBeGreaterThan(0);
  });

  it('comes to an end where services call each other in circles', () => {
    const { spots } = layout(graph('a>b', 'b>a', 'c>c'));

    expect(new Set([...spots.values()].map(spot => `${spot.x},${spot.y}`)).size).toBe(3);
  });

  it('leaves out calls of services that are not there', () => {
    const one = graph('a>b');

    expect(layout({ ...one, services: one.services.slice(0, 1) }).spots.size).toBe(1);
  });
});

describe('bars and rows', () => {
  it('stay on the axis, however short or odd they are', () => {
    expect(barOf(0, 0, 0)).toEqual({ x: 0, width: 100 });
    expect(barOf(1_000, 0, 1_000)).toEqual({ x: 99.5, width: 0.5 });
    expect(barOf(500, 900, 1_000)).toEqual({ x: 50, width: 50 });
  });

  it('hide all below what is folded', () => {
    const row = (id: string, parentId?: string) => ({ id, ...(parentId === undefined ? {} : { parentId }) }) as SpanRow;

    expect(unfolded([row('0'), row('1', '0'), row('2', '1'), row('3')], new Set(['0'])).map(each => each.id)).toEqual(['0', '3']);
  });

  it('tell durations in the unit that reads best', () => {
    expect([12, 1500, 2_340_000, 125_000_000].map(formatMicros)).toEqual(['12 µs', '1.5 ms', '2.34 s', '2m 05s']);
  });
});
