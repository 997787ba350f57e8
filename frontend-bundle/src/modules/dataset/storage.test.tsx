import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it, vi } from 'vitest';
import { grant, KAPI, open } from '../../testing/page';
import { server } from '../../testing/setup';
import { bucketOf, emptyBucket } from './BucketFields';
import { DatasetPage } from './DatasetPage';
import { DatasetsPage } from './DatasetsPage';
import { SnapshotDialog } from './SnapshotDialog';
import { VersionPage } from './VersionPage';
import { volumeOf } from './VolumeFields';

const of = { namespace: 'risk', name: 'loans' };
const dataset = (spec: object) => http.get(`${KAPI}/datasets/loans`, () => HttpResponse.json({
  metadata: { name: 'loans', namespace: 'risk', uid: 'u', creationTimestamp: '2026-03-01T10:00:00Z' }, spec,
}));
const nothing = ['versions', 'deletedversions', 'imports', 'uploads'].map(part =>
  http.get(`${KAPI}/datasets/loans/${part}`, () => HttpResponse.json({ items: [], totalItems: 0 })));

describe('files that stay in a bucket', () => {
  it('sends nothing that was left empty', () => {
    expect(bucketOf({ ...emptyBucket, bucket: ' data ', prefix: 'a/', secret: ' key' })).toEqual({ bucket: 'data', prefix: 'a/', secret: 'key' });
  });

  it('becomes a version by a snapshot', async () => {
    const sent: unknown[] = [];
    const close = vi.fn();
    server.use(http.post(`${KAPI}/datasets/loans/imports`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }));
    open(<SnapshotDialog of={of} spec={{ storage: { s3: { bucket: 'shared' } } }} latest="v1" onClose={close} />);
    await userEvent.click(screen.getByRole('button', { name: 'Take a snapshot' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(sent).toEqual([{ source: { storage: {} }, version: 'v2', description: '' }]);
  });

  it('says where they are, and offers a snapshot in place of an upload', async () => {
    grant({ 'ai-datasets': 'manage' });
    server.use(dataset({ storage: { s3: { bucket: 'shared', prefix: 'loans/' } } }), ...nothing);
    open(<DatasetPage of={of} />);
    expect(await screen.findByText('Files stay in s3://shared/loans/')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Take a snapshot' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Upload version' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Import version' })).toBeNull();
  });

  it('offers uploads where the platform keeps them', async () => {
    grant({ 'ai-datasets': 'manage' });
    server.use(dataset({}), ...nothing);
    open(<DatasetPage of={of} />);
    expect(await screen.findByRole('button', { name: 'Upload version' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Take a snapshot' })).toBeNull();
  });
});

describe('files that stay on a volume', () => {
  const volume = { storage: { volume: { claim: 'scans', path: '2026' } } };

  it('sends a path without slashes around it, and none for the whole volume', () => {
    expect(volumeOf({ claim: ' scans ', path: '/2026/june/' })).toEqual({ claim: 'scans', path: '2026/june' });
    expect(volumeOf({ claim: 'scans', path: '/' })).toEqual({ claim: 'scans' });
  });

  it('is chosen where a dataset is made', async () => {
    grant({ 'ai-datasets': 'manage' });
    const sent: unknown[] = [];
    server.use(
      http.get(`${KAPI}/datasets`, () => HttpResponse.json({ items: [], totalItems: 0 })),
      http.post(`${KAPI}/datasets`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ metadata: { name: 'scans' } }, { status: 201 });
      }),
    );
    open(<DatasetsPage place={{ kind: 'project', namespace: 'risk' }} />);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Create' }))[0] as HTMLElement);
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'scans');
    fireEvent.mouseDown(dialog.getByRole('combobox', { name: 'Storage' }));
    await userEvent.click(await screen.findByText('A volume of the project; the files stay there and jobs mount them'));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Volume' }), 'scans');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Directory' }), '2026');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ spec: volume });
  });

  it('says where they are, who keeps them near, and that the claim is gone', async () => {
    grant({ 'ai-datasets': 'manage' });
    server.use(http.get(`${KAPI}/datasets/loans`, () => HttpResponse.json({
      metadata: { name: 'loans', namespace: 'risk', uid: 'u', creationTimestamp: '2026-03-01T10:00:00Z' },
      spec: volume,
      status: { volume: { phase: 'Missing', servedBy: 'Fluid' }, conditions: [{ type: 'Ready', status: 'False', reason: 'VolumeMissing', message: 'There is no claim' }] },
    })), ...nothing);
    open(<DatasetPage of={of} />);
    expect(await screen.findByText('Files stay on volume scans:/2026 (kept near by Fluid)')).toBeTruthy();
    expect(screen.getByText('There is no claim')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Take a snapshot' })).toBeTruthy();
  });

  it('offers no download and no preview of them', async () => {
    const version = { name: 'v1', digest: 'sha256:0', files: 1, bytes: 1, creator: 'ada', createdAt: '2026-03-01T10:00:00Z' };
    server.use(
      dataset(volume),
      http.get(`${KAPI}/datasets/loans/versions/v1`, () => HttpResponse.json(version)),
      http.get(`${KAPI}/datasets/loans/versions/v1/*`, () => HttpResponse.json({ path: '', entries: [{ name: 'a.csv', file: { path: 'a.csv', size: 1, digest: 'sha256:0', mediaType: 'text/csv' } }] })),
    );
    open(<VersionPage of={of} version="v1" />);
    expect(await screen.findByText(/only pods of the project read/)).toBeTruthy();
    expect(await screen.findByText('a.csv')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Download all' })).toBeNull();
  });
});
