import React from 'react';
import { TextField } from '../../kernel/ui/fields';
import type { Bucket } from './api';
import { t } from './locales';

/** What has been typed about a bucket. */
export type BucketDraft = Required<Bucket>;

export const emptyBucket: BucketDraft = { endpoint: '', region: '', bucket: '', prefix: '', secret: '' };

/** What is sent of it: nothing that was left empty. */
export function bucketOf(draft: BucketDraft): Bucket {
  const optional = Object.entries({ endpoint: draft.endpoint.trim(), region: draft.region.trim(), prefix: draft.prefix, secret: draft.secret.trim() });
  return { bucket: draft.bucket.trim(), ...Object.fromEntries(optional.filter(([, text]) => text !== '')) };
}

export function BucketFields({ value, onChange }: { value: BucketDraft; onChange: (value: BucketDraft) => void }) {
  const { endpoint, region, bucket, prefix, secret } = value;
  const draft: BucketDraft = { endpoint, region, bucket, prefix, secret };
  return (
    <>
      <TextField label={t('endpoint')} hint={t('endpointHint')} placeholder="https://" value={endpoint} onChange={text => onChange({ ...draft, endpoint: text })} />
      <TextField label={t('region')} placeholder="us-east-1" value={region} onChange={text => onChange({ ...draft, region: text })} />
      <TextField label={t('bucket')} required value={bucket} onChange={text => onChange({ ...draft, bucket: text })} />
      <TextField label={t('prefix')} hint={t('prefixHint')} value={prefix} onChange={text => onChange({ ...draft, prefix: text })} />
      <TextField label={t('secret')} hint={t('s3SecretHint')} value={secret} onChange={text => onChange({ ...draft, secret: text })} />
    </>
  );
}
