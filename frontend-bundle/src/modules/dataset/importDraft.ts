import type { ImportSource } from './api';

export type Origin = 'fromHttp' | 'fromS3' | 'fromDataset';

/** What has been typed so far, of whichever source; what is not of the chosen one is not sent. */
export interface ImportDraft {
  origin: Origin;
  urls: string;
  secret: string;
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  dataset: string;
  datasetVersion: string;
}

export const emptyDraft: ImportDraft = {
  origin: 'fromHttp', urls: '', secret: '', endpoint: '', region: '', bucket: '', prefix: '', dataset: '', datasetVersion: 'latest',
};

const lines = (text: string) => text.split('\n').map(line => line.trim()).filter(line => line !== '');

export function isComplete(draft: ImportDraft): boolean {
  switch (draft.origin) {
    case 'fromHttp':
      return lines(draft.urls).length > 0;
    case 'fromS3':
      return draft.bucket.trim() !== '';
    case 'fromDataset':
      return draft.dataset !== '' && draft.datasetVersion.trim() !== '';
  }
}

export function sourceOf(draft: ImportDraft): ImportSource {
  const secret = draft.secret.trim() ? { secret: draft.secret.trim() } : {};
  const prefix = draft.prefix ? { prefix: draft.prefix } : {};
  switch (draft.origin) {
    case 'fromHttp':
      return { http: { urls: lines(draft.urls), ...secret } };
    case 'fromS3': {
      const endpoint = draft.endpoint.trim() ? { endpoint: draft.endpoint.trim() } : {};
      const region = draft.region.trim() ? { region: draft.region.trim() } : {};
      return { s3: { bucket: draft.bucket.trim(), ...endpoint, ...region, ...prefix, ...secret } };
    }
    case 'fromDataset': {
      const [namespace = '', name = ''] = draft.dataset.split('/');
      return { dataset: { namespace, name, version: draft.datasetVersion.trim(), ...prefix } };
    }
  }
}
