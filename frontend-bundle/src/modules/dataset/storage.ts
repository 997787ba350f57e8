import type { Dataset, DatasetSpec } from './api';
import { bucketOf, type BucketDraft } from './BucketFields';
import { t } from './locales';
import { volumeOf, type VolumeDraft } from './VolumeFields';

/** Where the files of a new dataset shall lie, as far as it has been typed. */
export type StorageDraft =
  | { kind: 'managed' }
  | { kind: 's3'; bucket: BucketDraft }
  | { kind: 'volume'; volume: VolumeDraft };

/** What is sent of it; nothing where the platform keeps the files. */
export function storageOf(draft: StorageDraft): Pick<DatasetSpec, 'storage'> {
  switch (draft.kind) {
    case 's3': return { storage: { s3: bucketOf(draft.bucket) } };
    case 'volume': return { storage: { volume: volumeOf(draft.volume) } };
    case 'managed': return {};
  }
}

/** Whether enough has been typed. */
export function isComplete(draft: StorageDraft): boolean {
  switch (draft.kind) {
    case 's3': return draft.bucket.bucket.trim() !== '';
    case 'volume': return draft.volume.claim.trim() !== '';
    case 'managed': return true;
  }
}

/** Whether the files stay where they are, so that versions are snapshots. */
export function staysOutside({ storage }: DatasetSpec): boolean {
  return storage?.s3 !== undefined || storage?.volume !== undefined;
}

export function storageText({ spec: { storage }, status }: Dataset): string {
  if (storage?.s3) {
    return t('bucketOf', { place: `s3://${storage.s3.bucket}/${storage.s3.prefix ?? ''}` });
  }
  if (storage?.volume) {
    const place = t('volumeOf', { place: `${storage.volume.claim}:/${storage.volume.path ?? ''}` });
    return status?.volume?.servedBy ? `${place} (${t('servedBy', { name: status.volume.servedBy })})` : place;
  }
  return t('managedStorage');
}
