import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import { JobLogLinks } from './LogLinks';
import { LogsPage } from './LogsPage';

const line = (id: string, text: string, level?: string) => ({ id, time: '2026-01-15T12:00:00Z', namespace: 'risk', pod: 'p-0', container: 'node', text, ...(level ? { level } : {}) });

const asked: URLSearchParams[] = [];

function serve(answers: { lines?: unknown; links?: unknown[] } = {}) {
  asked.length = 0;
  server.use(
    http.get(`${KAPI}/logs`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const page = query.get('cursor') ? { items: [line('3', 'an older one')] } : { items: [line('1', 'boom <b>', 'ERROR'), line('2', 'fine')], next: 'c2' };
      return HttpResponse.json(answers.lines ?? { source: 'OpenSearch', ...page });
    }),
    http.get(`${KAPI}/logs/histogram`, () => HttpResponse.json({
      from: '2026-01-15T11:00:00Z', to: '2026-01-15T12:00:00Z', stepSeconds: 60, total: 1234,
      buckets: [{ time: '2026-01-15T11:00:00Z', count: 1234, levels: { error: 4 } }],
    })),
    http.get(`${KAPI}/loglinks`, () => HttpResponse.json({ items: answers.links ?? [] })),
  );
}

const show = (address = '/') => open(<LogsPage place={{ kind: 'project', namespace: 'risk' }} />, address);

describe('the logs page', () => {
  it('shows lines as text, their number over time, and older ones on demand', async () => {
    serve();
    show();

    const log = await screen.findByRole('log', { name: 'Lines found' });
    expect(within(log).getByText('boom <b>')).toBeTruthy();
    expect(await screen.findByRole('img', { name: 'Lines over time: 1,234 lines' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Older lines' }));
    expect(await screen.findByText('an older one')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Older lines' })).toBeNull();
  });

  it('asks for what stands in the address, and writes there what is asked for', async () => {
    serve();
    const router = show('/?run=bert&span=days7');

    await screen.findByRole('log', { name: 'Lines found' });
    const first = asked[0];
    expect(first?.get('run')).toBe('bert');
    expect(Date.parse(first?.get('to') ?? '') - Date.parse(first?.get('from') ?? '')).toBe(7 * 86_400_000);
    await userEvent.type(screen.getByRole('textbox', { name: 'Words' }), 'out of memory');
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(asked[asked.length - 1]?.get('text')).toBe('out of memory'));
    expect(router.state.location.search).toContain('text=out+of+memory');
  });

  it('says what would provide logs where there is no store', async () => {
    serve({ lines: { source: 'none', items: [], notices: [{ reason: 'NoLogStore', message: 'OpenSearch would provide them' }] } });
    show();

    expect((await screen.findByRole('note')).textContent).toContain('OpenSearch would provide them');
    expect(screen.getByText('No line was found')).toBeTruthy();
  });

  it('leads to other tools with the lines that they will show', async () => {
    serve({ links: [{ tool: 'Kibana', url: 'https://kibana.example.org/app/discover', hits: 42, scope: 'Filter', notices: [{ reason: 'ScopeIsAFilter', message: 'can be taken away' }] }] });
    show();

    const link = await screen.findByRole('link', { name: 'Kibana: 42 lines' });
    expect(link.getAttribute('href')).toBe('https://kibana.example.org/app/discover');
    expect(link.getAttribute('title')).toBe('can be taken away');
  });

  it('follows lines as they come', async () => {
    serve();
    server.use(http.get(`${KAPI}/logs/follow`, () => new HttpResponse(
      `id: a\nevent: line\ndata: ${JSON.stringify(line('9', 'just now'))}\n\nevent: end\ndata: {}\n\n`, { headers: { 'Content-Type': 'text/event-stream' } },
    )));
    show();

    await userEvent.click(await screen.findByRole('button', { name: 'Follow' }));
    expect(await screen.findByText('just now')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Stop following' })).toBeTruthy();
  });

  it('shows the refusal of the service as it is', async () => {
    serve();
    server.use(http.get(`${KAPI}/logs`, () => status(503, 'ServiceUnavailable', 'OpenSearch does not answer; try again')));
    show();

    expect(await screen.findByText(/OpenSearch does not answer/)).toBeTruthy();
  });
});

describe('links of a job', () => {
  it('are left out where no tool is configured', async () => {
    let answered = false;
    server.use(http.get(`${KAPI}/trainingjobs/bert/loglinks`, () => { answered = true; return HttpResponse.json({ items: [] }); }));
    open(<JobLogLinks namespace="risk" job="bert" />);

    await waitFor(() => expect(answered).toBe(true));
    expect(screen.queryByRole('navigation')).toBeNull();
  });
});
