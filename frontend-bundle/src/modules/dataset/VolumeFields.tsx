import React from 'react';
import { TextField } from '../../kernel/ui/fields';
import type { VolumeDirectory } from './api';
import { t } from './locales';

/** What has been typed about a volume. */
export type VolumeDraft = Required<VolumeDirectory>;

export const emptyVolume: VolumeDraft = { claim: '', path: '' };

/** What is sent of it: slashes around a path mean nothing. */
export function volumeOf(draft: VolumeDraft): VolumeDirectory {
  const path = draft.path.trim().replace(/^\/+|\/+$/g, '');
  return { claim: draft.claim.trim(), ...(path ? { path } : {}) };
}

export function VolumeFields({ value, onChange }: { value: VolumeDraft; onChange: (value: VolumeDraft) => void }) {
  const { claim, path } = value;
  return (
    <>
      <TextField label={t('claim')} required hint={t('claimHint')} value={claim} onChange={text => onChange({ claim: text, path })} />
      <TextField label={t('volumePath')} hint={t('volumePathHint')} value={path} onChange={text => onChange({ claim, path: text })} />
    </>
  );
}
