import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import type { Figure, Figures, Overview, TableRow } from './api';
import { OverviewPage } from './OverviewPage';

const at = new Date().toISOString();
const cores = (value: number): Figure => ({ value, unit: 'core', time: at });
const bytes = (value: number): Figure => ({ value, unit: 'byte', time: at });
const cards = (value: number): Figure => ({ value, unit: 'card', time: at });
const none = (unit: Figure['unit']): Figure => ({ unit, missing: 'NoSource' });

const figures = (cpu: Figure): Figures => ({ cpu, memory: bytes(2 ** 30), gpu: cards(0), gpuMemory: none('byte') });
const row = (name: string, requested: number, used: Figure): TableRow => ({ name, requested: figures(cores(requested)), used: figures(used) });

const OVERVIEW: Overview = {
  time: at,
  source: 'none',
  notices: [{ reason: 'NoSource', message: 'Nobody measures what is used' }],
  rings: [
    { measure: 'cpu', capacity: cores(16), allocatable: cores(15), requested: cores(6), used: none('core'), reporting: 0, machines: 1 },
    { measure: 'memory', capacity: bytes(64 * 2 ** 30), allocatable: bytes(60 * 2 ** 30), requested: bytes(2 ** 30), used: bytes(0), reporting: 1, machines: 1 },
    { measure: 'gpu', capacity: cards(0), allocatable: cards(0), requested: cards(0), used: none('card'), reporting: 0, machines: 1 },
    { measure: 'gpuMemory', capacity: none('byte'), allocatable: none('byte'), requested: none('byte'), used: none('byte'), reporting: 0, machines: 1 },
  ],
  tables: [{ by: 'users', items: [row('ann', 4, none('core'))], others: row('', 1, none('core')), unattributed: row('', 1, none('core')), totalItems: 3 }],
  phases: { Running: 2, Queued: 1 },
  waiting: { depth: 1, cards: 8, oldest: [{ namespace: 'risk', name: 'big', phase: 'Queued', reason: 'R', message: 'It waits for quota', owner: 'ann', since: at }] },
  stalled: [],
  idle: [],
  freeBlocks: [{ model: 'A100', resource: 'nvidia.com/gpu', free: 5, shapes: [{ cardsPerWorker: 1, workers: 5 }], largest: { cardsPerWorker: 1, workers: 5 } }],
};

function show(overview: Overview = OVERVIEW) {
  server.use(
    http.get(`${KAPI}/overview`, () => HttpResponse.json(overview)),
    http.get(`${KAPI}/trainingjobs`, () => HttpResponse.json({ items: [], totalItems: 0 })),
  );
  open(<OverviewPage place={{ kind: 'project', namespace: 'risk' }} />);
}

describe('the overview', () => {
  it('draws what nobody knows differently from zero, and says why', async () => {
    show();

    const cpu = await screen.findByRole('region', { name: 'CPU' });
    expect(within(cpu).getByText('nobody measures it')).toBeTruthy();
    expect(within(cpu).getByRole('img').getAttribute('aria-label')).toBe('Allocatable 94 %, Requested 38 %, Used not known');
    expect(within(screen.getByRole('region', { name: 'Memory' })).getByText('0 B')).toBeTruthy();
    expect(screen.getByRole('note').textContent).toContain('Nobody measures what is used');
  });

  it('shows no GPU ring where there are no cards', async () => {
    show();

    await screen.findByRole('region', { name: 'CPU' });
    expect(screen.queryByRole('region', { name: 'GPU' })).toBeNull();
  });

  it('lists rows, others and what is nobody’s, so that they add up', async () => {
    show();

    const users = await screen.findByRole('table', { name: 'By user' });
    expect(within(users).getByText('2 others')).toBeTruthy();
    expect(within(users).getByText('Unattributed')).toBeTruthy();
    expect(within(users).getByText('4 cores requested')).toBeTruthy();
  });

  it('shows what goes over the networks of machines, and why it is not known', async () => {
    const rate = (value: number): Figure => ({ value, unit: 'byte/s', time: at });
    const unknown: Figure = { unit: 'byte/s', missing: 'NotConfigured' };
    const device = (value: number): Figure => ({ value, unit: 'device', time: at });
    const machine = {
      state: 'Ready',
      capacity: figures(cores(8)),
      allocatable: figures(cores(8)),
      planes: [
        { plane: 'storage' as const, capacity: { unit: 'device' as const, missing: 'NoResource' }, requested: { unit: 'device' as const, missing: 'NoResource' }, received: unknown, sent: unknown, speed: unknown },
        { plane: 'compute' as const, capacity: device(8), requested: device(3), received: rate(2 ** 30), sent: rate(2 ** 31), speed: rate(50 * 2 ** 30) },
      ],
    };
    show({ ...OVERVIEW, tables: [{ by: 'machines', items: [{ ...row('m1', 4, none('core')), machine }], others: row('', 0, none('core')), unattributed: row('', 0, none('core')), totalItems: 1 }] });

    const machines = await screen.findByRole('table', { name: 'By machine' });
    expect(within(machines).getByText('Compute network')).toBeTruthy();
    expect(within(machines).getByText('↓ 1 GiB/s ↑ 2 GiB/s of 50 GiB/s')).toBeTruthy();
    expect(within(machines).getByText('3 of 8 devices held')).toBeTruthy();
    expect(within(machines).getByTitle('nobody has said which devices belong to it (overview.planes)').textContent).toBe('–');
    expect(within(machines).getByTitle('the machine has none of its devices for pods').textContent).toBe('–');
  });

  it('says what waits, and what could start', async () => {
    show();

    expect(await screen.findByText('It waits for quota')).toBeTruthy();
    expect(screen.getByText('5 workers with 1 cards each')).toBeTruthy();
    expect(screen.getByText('Every running job gives signs of life')).toBeTruthy();
  });

  it('asks once for all counts', async () => {
    const asked: string[] = [];
    server.events.on('request:start', ({ request }) => { asked.push(new URL(request.url).pathname + new URL(request.url).search); });
    show();

    await screen.findByRole('link', { name: '2' });
    expect(asked.filter(path => path.includes('fieldSelector'))).toEqual([]);
    expect(asked.filter(path => path.endsWith('/overview'))).toHaveLength(1);
    server.events.removeAllListeners();
  });

  it('shows the service’s words when it is refused', async () => {
    server.use(
      http.get(`${KAPI}/overview`, () => status(503, 'ServiceUnavailable', 'the cluster is still being counted; try again')),
      http.get(`${KAPI}/trainingjobs`, () => HttpResponse.json({ items: [], totalItems: 0 })),
    );
    open(<OverviewPage place={{ kind: 'project', namespace: 'risk' }} />);

    expect(await screen.findByText(/still being counted/)).toBeTruthy();
  });
});
