import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it, vi } from 'vitest';
import { KAPI, open, status } from '../../testing/page';
import { server } from '../../testing/setup';
import { emptyDraft, isComplete, sourceOf } from './importDraft';
import { ImportDialog } from './ImportDialog';
import { Imports } from './Imports';

const IMPORTS = `${KAPI}/datasets/loans/imports`;
const of = { namespace: 'risk', name: 'loans' };
const versions = http.get(`${KAPI}/datasets/loans/versions`, () => HttpResponse.json({ items: [{ name: 'v1' }], totalItems: 1 }));

const running = {
  id: 'i1',
  creator: 'ada',
  createdAt: '2026-03-01T10:00:00Z',
  request: { source: { http: { urls: ['https://example.org/train.csv?…', 'https://example.org/test.csv'] } }, version: 'v2' },
  state: 'Running',
  progress: { listed: true, files: 4, filesDone: 1, bytes: 4096, bytesDone: 1024, bytesPerSecond: 512 },
  attempts: 1,
};
const failed = { ...running, id: 'i2', state: 'Failed', message: 'nothing is there' };
const ended = { ...running, id: 'i3', state: 'Succeeded', request: { ...running.request, version: 'old' } };
const listed = (...items: unknown[]) => http.get(IMPORTS, () => HttpResponse.json({ items, totalItems: items.length }));

describe('importing a version', () => {
  it('sends the addresses and nothing of the sources that were not chosen', async () => {
    const sent: unknown[] = [];
    const close = vi.fn();
    server.use(versions, http.post(IMPORTS, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(running, { status: 201 });
    }));
    open(<ImportDialog of={of} latest="v1" onClose={close} />);
    expect(screen.getByRole('button', { name: 'Import' }).hasAttribute('disabled')).toBe(true);
    await userEvent.type(screen.getByRole('textbox', { name: 'Addresses' }), 'https://example.org/a.csv\n\n https://example.org/b.csv ');
    await userEvent.type(screen.getByRole('textbox', { name: 'Secret' }), 'login');
    await userEvent.click(screen.getByRole('button', { name: 'Import' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(sent).toEqual([{
      source: { http: { urls: ['https://example.org/a.csv', 'https://example.org/b.csv'], secret: 'login' } },
      version: 'v2',
      description: '',
      base: '',
      directory: '',
      unpack: false,
    }]);
  });

  it('says which field the service refuses and stays open', async () => {
    const close = vi.fn();
    server.use(versions, http.post(IMPORTS, () => status(422, 'Invalid', 'import is invalid', [{ field: 'source.http.urls[0]', message: 'is no public address' }])));
    open(<ImportDialog of={of} latest="v1" onClose={close} />);
    await userEvent.type(screen.getByRole('textbox', { name: 'Addresses' }), 'http://10.0.0.1/x');
    await userEvent.click(screen.getByRole('button', { name: 'Import' }));
    expect(await screen.findByText(/is no public address/)).toBeTruthy();
    expect(close).not.toHaveBeenCalled();
  });

  it('makes the source of what was chosen', () => {
    expect(sourceOf({ ...emptyDraft, origin: 'fromS3', bucket: ' data ', prefix: 'a/', urls: 'https://x' })).toEqual({ s3: { bucket: 'data', prefix: 'a/' } });
    expect(sourceOf({ ...emptyDraft, origin: 'fromDataset', dataset: 'speech/words' })).toEqual({ dataset: { namespace: 'speech', name: 'words', version: 'latest' } });
    expect(isComplete({ ...emptyDraft, urls: ' \n' })).toBe(false);
  });
});

describe('imports of a dataset', () => {
  it('shows how far each is and why it does not go on, and no more those that have ended', async () => {
    server.use(listed(running, failed, ended));
    open(<Imports of={of} mayChange />);
    expect((await screen.findAllByText('1 of 4 files, 1 KiB of 4 KiB, 512 B/s')).length).toBe(2);
    expect(screen.getByText('nothing is there')).toBeTruthy();
    expect(screen.getAllByText('https://example.org/train.csv?… +1').length).toBe(2);
    expect(screen.queryByText('old')).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Go on' })).toHaveLength(1);
  });

  it('cancels and lets go on', async () => {
    const asked: string[] = [];
    server.use(listed(failed), http.post(`${IMPORTS}/i2/:action`, ({ params }) => {
      asked.push(String(params.action));
      return HttpResponse.json(failed);
    }));
    open(<Imports of={of} mayChange />);
    await userEvent.click(await screen.findByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(asked).toEqual(['retry']));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' }).hasAttribute('disabled')).toBe(false));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(asked).toEqual(['retry', 'cancel']));
  });

  it('offers nothing to those who may only look', async () => {
    server.use(listed(failed));
    open(<Imports of={of} mayChange={false} />);
    await screen.findByText('nothing is there');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
