import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import React from 'react';
import { describe, expect, it, vi } from 'vitest';
import { grant, KAPI, open } from '../../testing/page';
import { server } from '../../testing/setup';
import { bucketOf, emptyBucket } from './BucketFields';
import { DatasetPage } from './DatasetPage';
import { SnapshotDialog } from './SnapshotDialog';

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
    open(<SnapshotDialog of={of} latest="v1" onClose={close} />);
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
