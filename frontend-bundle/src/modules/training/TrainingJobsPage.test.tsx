import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it } from 'vitest';
import { setLanguage } from '../../kernel/i18n';
import { grant, KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import { TrainingJobsPage } from './TrainingJobsPage';

const job = (name: string, phase: string) => ({
  metadata: { name, namespace: 'risk', uid: name, creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { algorithm: { name: 'trees', version: 'v1' } },
  status: { phase, message: `why ${name}` },
});

const jobs = (...items: unknown[]) => http.get(`${KAPI}/trainingjobs`, () => HttpResponse.json({ items, totalItems: items.length }));
const page = <TrainingJobsPage place={{ kind: 'project', namespace: 'risk' }} />;

describe('the list of training jobs', () => {
  it('shows jobs with their phase and why', async () => {
    grant({ 'ai-training': 'view' });
    server.use(jobs(job('bert', 'Running'), job('模型-🚀', 'Failed')));
    open(page);
    expect(await screen.findByRole('link', { name: 'bert' })).toBeTruthy();
    expect(screen.getByText('why bert')).toBeTruthy();
    expect(screen.getByRole('link', { name: '模型-🚀' })).toBeTruthy();
    expect(screen.getByText('Failed')).toBeTruthy();
  });

  it('offers Create only to who may create', async () => {
    grant({ 'ai-training': 'view' });
    server.use(jobs(job('bert', 'Running')));
    open(page);
    await screen.findByRole('link', { name: 'bert' });
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('asks the service for the page, order and filter of its address', async () => {
    grant({ 'ai-training': 'manage' });
    const asked: string[] = [];
    server.use(http.get(`${KAPI}/trainingjobs`, ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [job('a', 'Failed')], totalItems: 50_000 });
    }));
    open(page, '/?page=7&status.phase=Failed&sortBy=name&ascending=true');
    await screen.findByText('50000 in all');
    expect(asked[0]).toBe('?page=7&limit=20&sortBy=name&ascending=true&fieldSelector=status.phase%3DFailed');

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(asked.at(-1)).toContain('page=8'));
  });

  it('keeps the search in the address, so that a link shows the same', async () => {
    grant({ 'ai-training': 'view' });
    server.use(jobs(job('bert', 'Running')));
    const router = open(page);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Search by name' }), 'ber');
    await waitFor(() => expect(router.state.location.search).toBe('?name=ber'));
  });

  it('says what to do when there is nothing yet, and what else when nothing matches', async () => {
    grant({ 'ai-training': 'manage' });
    server.use(jobs());
    const router = open(page);
    expect(await screen.findByText('No training job yet')).toBeTruthy();
    await router.navigate('/?name=nothing');
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
  });

  it.each([
    [403, 'Forbidden', 'You may not see this'],
    [404, 'NotFound', 'This does not exist (any more)'],
    [500, 'InternalError', 'That did not work'],
    [503, 'ServiceUnavailable', 'That did not work'],
  ])('says so when the service answers %d', async (code, reason, text) => {
    grant({ 'ai-training': 'view' });
    server.use(http.get(`${KAPI}/trainingjobs`, () => status(code, reason, 'in the words of the service')));
    open(page);
    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('stops all selected jobs that still run, one after the other', async () => {
    grant({ 'ai-training': 'manage' });
    const stopped: string[] = [];
    server.use(
      jobs(job('bert', 'Running'), job('gpt', 'Succeeded')),
      http.post(`${KAPI}/trainingjobs/:name/stop`, ({ params }) => {
        stopped.push(String(params['name']));
        return HttpResponse.json({});
      }),
    );
    open(page);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }));
    expect(screen.getByText('2 selected')).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stopped).toEqual(['bert']));
  });

  it('deletes only after the name was typed', async () => {
    grant({ 'ai-training': 'manage' });
    const deleted: string[] = [];
    server.use(
      jobs(job('bert', 'Succeeded')),
      http.delete(`${KAPI}/trainingjobs/:name`, ({ params }) => {
        deleted.push(String(params['name']));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    open(page);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select bert' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog');
    const confirm = within(dialog).getByRole('button', { name: 'Delete' });
    expect(confirm).toHaveProperty('disabled', true);
    await userEvent.type(within(dialog).getByRole('textbox'), 'bert');
    await userEvent.click(confirm);
    await waitFor(() => expect(deleted).toEqual(['bert']));
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    grant({ 'ai-training': 'manage' });
    server.use(jobs(job('bert', 'Running')));
    open(page);
    expect(await screen.findByText('运行中')).toBeTruthy();
    expect(screen.getByRole('heading', { name: '训练任务' })).toBeTruthy();
  });
});
