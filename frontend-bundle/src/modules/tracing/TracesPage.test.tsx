import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import type { ServiceGraph, SpanRow, Trace, TraceList, TraceSummary } from './api';
import { TracesPage } from './TracesPage';

const TIME = '2026-01-15T11:50:00Z';
const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

const summary = (changes: Partial<TraceSummary> = {}): TraceSummary => ({
  traceId: ID, start: TIME, durationMicros: 9000, service: 'gateway', operation: 'POST /buy', spans: 4, failed: 1,
  services: ['gateway', 'scorer'], crossesProjects: true, ...changes,
});
const list = (changes: Partial<TraceList> = {}): TraceList => ({ source: 'zipkin', from: TIME, to: TIME, items: [summary()], more: false, notices: [], ...changes });
const row = (id: string, changes: Partial<SpanRow> = {}): SpanRow => ({
  id, depth: 0, parent: 'NONE', spanId: id, service: 'gateway', operation: `op-${id}`, kind: 'SERVER', offsetMicros: 0, durationMicros: 9000,
  failed: false, skewMicros: 0, attributes: {}, ...changes,
});
const trace = (changes: Partial<Trace> = {}): Trace => ({
  traceId: ID, start: TIME, durationMicros: 9000, spans: 3, omitted: 0, services: ['gateway', 'scorer'], notices: [],
  rows: [
    row('0'),
    row('1', { parentId: '0', depth: 1, parent: 'KNOWN', service: 'scorer', offsetMicros: 2000, durationMicros: 3000, failed: true, skewMicros: -1500, attributes: { 'http.route': '/score' } }),
    row('2', { parentId: '1', depth: 2, parent: 'OTHER_PROJECT', durationMicros: 500 }),
  ],
  others: { offsetMicros: 2500, durationMicros: 2000 },
  logs: { traceId: ID, from: '2026-01-15T11:49:00Z', to: '2026-01-15T11:51:00Z', pods: [{ project: 'risk', pod: 'gateway-0' }] },
  ...changes,
});
const traffic = { count: 12, failed: 2, perSecond: 0.5, p50Micros: 900, p95Micros: 25_000, p99Micros: 2_500_000 };
const GRAPH: ServiceGraph = {
  source: 'zipkin', from: TIME, to: TIME, countedFrom: TIME, traces: 7, notices: [],
  services: [{ name: 'gateway', reports: true, traffic }, { name: 'mysql', reports: false, traffic }],
  calls: [{ from: 'gateway', to: 'mysql', traffic }],
};

const page = <TracesPage place={{ kind: 'project', namespace: 'risk' }} />;

function serve(answers: { list?: TraceList; trace?: Trace; graph?: ServiceGraph }) {
  const asked: URL[] = [];
  server.use(
    http.get(`${KAPI}/traces/graph`, ({ request }) => { asked.push(new URL(request.url)); return HttpResponse.json(answers.graph ?? GRAPH); }),
    http.get(`${KAPI}/traces/:id`, ({ request }) => { asked.push(new URL(request.url)); return HttpResponse.json(answers.trace ?? trace()); }),
    http.get(`${KAPI}/traces`, ({ request }) => { asked.push(new URL(request.url)); return HttpResponse.json(answers.list ?? list()); }),
  );
  return asked;
}

describe('traces', () => {
  it('are listed with what failed and where they go on', async () => {
    serve({ list: list({ more: true }) });
    open(page);

    const table = await screen.findByRole('table', { name: 'Traces' });
    expect(within(table).getByText('1 failed')).toBeTruthy();
    expect(within(table).getByText('goes on in other projects')).toBeTruthy();
    expect(within(table).getByText('9 ms')).toBeTruthy();
    expect(screen.getByText(/There may be more/)).toBeTruthy();
  });

  it('are found by what the form says, and not before it is sent', async () => {
    const asked = serve({});
    open(page);
    await screen.findByRole('table', { name: 'Traces' });

    await userEvent.type(screen.getByLabelText('Service'), 'scorer');
    await userEvent.type(screen.getByLabelText('At least as long as'), '250ms');
    expect(asked).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Find' }));

    await screen.findByDisplayValue('scorer');
    const last = asked[asked.length - 1]?.searchParams;
    expect(last?.get('service')).toBe('scorer');
    expect(last?.get('minDuration')).toBe('250ms');
    expect(last?.has('run')).toBe(false);
  });

  it('say what would keep them where nobody does', async () => {
    const { source: _source, ...without } = list({ items: [], notices: [{ reason: 'NoTracingServer', message: 'Name a Jaeger, Tempo or Zipkin' }] });
    serve({ list: without });
    open(page);

    expect(await screen.findByText('Nobody keeps traces here')).toBeTruthy();
    expect(screen.getByText('Name a Jaeger, Tempo or Zipkin')).toBeTruthy();
  });

  it('have no graph either where nobody keeps them', async () => {
    const { source: _source, ...without } = GRAPH;
    serve({ graph: { ...without, services: [], calls: [] } });
    open(page, '/?view=graph');

    expect(await screen.findByText('Nobody keeps traces here')).toBeTruthy();
  });

  it('say why there are none where somebody does', async () => {
    serve({ list: list({ items: [] }) });
    open(page);

    expect(await screen.findByText('No traces in this time')).toBeTruthy();
  });

  it('show the service’s words when it is refused', async () => {
    server.use(http.get(`${KAPI}/traces`, () => status(400, 'BadRequest', 'query is invalid', [{ field: 'minDuration', message: 'must be a whole number' }])));
    open(page, '/?minDuration=x');

    expect(await screen.findByText('minDuration')).toBeTruthy();
  });
});

describe('a trace', () => {
  it('is a waterfall that tells by words what its bars show', async () => {
    serve({});
    open(page, `/?trace=${ID}`);

    const table = await screen.findByRole('table', { name: 'Waterfall' });
    expect(within(table).getByRole('img', { name: 'op-1 of scorer: begins after 2 ms, takes 3 ms' })).toBeTruthy();
    expect(within(table).getByText('clock corrected by -1.5 ms')).toBeTruthy();
    expect(within(table).getByText('called from another project')).toBeTruthy();
    expect(within(table).getByText('Other projects')).toBeTruthy();
  });

  it('folds and opens by the keyboard', async () => {
    serve({});
    open(page, `/?trace=${ID}`);
    (await screen.findByRole('button', { name: 'Hide what is below op-0' })).focus();

    await userEvent.keyboard('{Enter}');

    expect(screen.queryByRole('button', { name: 'Details of op-1' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Details of op-2' })).toBeNull();

    await userEvent.keyboard('{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Details of op-1' }));

    expect(screen.getByText('http.route')).toBeTruthy();
  });

  it('says where its log lines are, and leads to those of runs', async () => {
    const attributes = { 'aip.run': 'scorer-1', 'aip.module': 'training' };
    serve({ trace: trace({ rows: [row('0', { project: 'risk', attributes }), row('1', { project: 'risk', attributes }), row('2', { attributes: { 'aip.run': 'x' } })] }) });
    open(page, `/?trace=${ID}`);

    const links = await screen.findAllByRole('link', { name: 'scorer-1' });
    expect(links.map(link => link.getAttribute('href'))).toEqual(['/ai/projects/risk/trainingjobs/scorer-1/log']);
    expect(screen.getByText('risk/gateway-0')).toBeTruthy();
    expect(screen.getByText(ID)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'x' })).toBeNull();
  });

  it('of thousands of spans comes in portions', async () => {
    serve({ trace: trace({ rows: Array.from({ length: 700 }, (_, index) => row(String(index))) }) });
    open(page, `/?trace=${ID}`);

    await screen.findByText('Show 300 more');
    expect(document.querySelectorAll('rect')).toHaveLength(301);
    await userEvent.click(screen.getByText('Show 300 more'));
    expect(document.querySelectorAll('rect')).toHaveLength(601);
  });
});

describe('the service graph', () => {
  it('is reached by the keyboard, part by part, and is a table too', async () => {
    serve({});
    open(page, '/?view=graph');

    const drawing = await screen.findByRole('group', { name: /Service graph: 2 services/ });
    const arrow = within(drawing).getByRole('img', { name: 'gateway calls mysql: 12 requests, 2 failed, 900 µs typical' });
    expect(arrow.getAttribute('tabindex')).toBe('0');
    expect(within(drawing).getByRole('img', { name: /^mysql: 12 requests, 2 failed/ }).getAttribute('tabindex')).toBe('0');
    const calls = screen.getByRole('table', { name: 'Calls' });
    expect(within(calls).getByText('gateway → mysql')).toBeTruthy();
    expect(within(calls).getByText('2.5 s')).toBeTruthy();
    expect(screen.getByText('tells nothing of itself')).toBeTruthy();
  });
});
