import React, { useState } from 'react';
import { Dialog, FormButtons, useWork } from '../../kernel/ui/dialogs';
import { TextField } from '../../kernel/ui/fields';
import { Muted } from '../../kernel/ui/layout';
import { FailureOf } from '../../kernel/ui/panes';
import { beginImport, type DatasetRef, type DatasetSpec } from './api';
import { t } from './locales';
import { nextName } from './UploadDialog';
import { useRefreshDatasets } from './useDatasets';

interface SnapshotProps {
  of: DatasetRef;
  spec: DatasetSpec;
  latest: string | undefined;
  onClose: () => void;
}

/** A version of what the dataset's own storage has now. */
export function SnapshotDialog({ of, spec, latest, onClose }: SnapshotProps) {
  const isVolume = spec.storage?.volume !== undefined;
  const [version, setVersion] = useState(nextName(latest));
  const [description, setDescription] = useState('');
  const [prefix, setPrefix] = useState('');
  const refresh = useRefreshDatasets();
  const work = useWork(onClose);
  const submit = () => work.run(async () => {
    await beginImport(of, { source: { storage: prefix ? { prefix } : {} }, version, description });
    await refresh();
  });
  return (
    <Dialog
      title={t(isVolume ? 'volumeSnapshotTitle' : 'snapshotTitle', { name: of.name })}
      onClose={onClose}
      footer={<FormButtons label={t('snapshot')} work={work} disabled={!version} onSubmit={submit} onClose={onClose} />}
    >
      <FailureOf of={work} />
      <p><Muted>{t(isVolume ? 'volumeSnapshotText' : 'snapshotText')}</Muted></p>
      <TextField label={t('versionName')} required value={version} onChange={setVersion} />
      <TextField label={t('changes')} value={description} onChange={setDescription} />
      {!isVolume && <TextField label={t('prefix')} hint={t('prefixHint')} value={prefix} onChange={setPrefix} />}
    </Dialog>
  );
}
