import { Button, Checkbox } from '@kubed/components';
import React, { useState } from 'react';
import { kernelText } from '../../kernel/locales';
import { Dialog, useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, Field, TextField } from '../../kernel/ui/fields';
import { Row } from '../../kernel/ui/layout';
import { FailureOf } from '../../kernel/ui/panes';
import { beginImport, type DatasetRef, type NewImport } from './api';
import { BucketFields } from './BucketFields';
import { emptyDraft, isComplete, sourceOf, type ImportDraft, type Origin } from './importDraft';
import { t } from './locales';
import { nextName } from './UploadDialog';
import { useDatasetChoices, useRefreshDatasets, useVersionNames } from './useDatasets';

/** A version that the platform fetches itself; it goes on when the page is closed. */
export function ImportDialog({ of, latest, onClose }: { of: DatasetRef; latest: string | undefined; onClose: () => void }) {
  const names = useVersionNames(of);
  const [draft, setDraft] = useState<ImportDraft>(emptyDraft);
  const [version, setVersion] = useState(nextName(latest));
  const [description, setDescription] = useState('');
  const [base, setBase] = useState('');
  const [directory, setDirectory] = useState('');
  const [unpack, setUnpack] = useState(false);
  const refresh = useRefreshDatasets();
  const work = useWork(onClose);

  const start = () => work.run(async () => {
    const wanted: NewImport = { source: sourceOf(draft), version, description, base, directory, unpack };
    await beginImport(of, wanted);
    await refresh();
  });
  return (
    <Dialog
      title={t('importTitle', { name: of.name })}
      onClose={onClose}
      footer={(
        <>
          <Button variant="text" onClick={onClose}>{kernelText('cancel')}</Button>
          <Button color="secondary" shadow disabled={!isComplete(draft) || !version || work.isBusy} loading={work.isBusy} onClick={start}>
            {t('importBegin')}
          </Button>
        </>
      )}
    >
      <FailureOf of={work} />
      <ChoiceField
        label={t('importFrom')}
        value={draft.origin}
        choices={(['fromHttp', 'fromS3', 'fromDataset'] as const).map(value => ({ value, label: t(value) }))}
        onChange={value => setDraft({ ...draft, origin: value as Origin })}
      />
      <SourceFields namespace={of.namespace} draft={draft} onChange={setDraft} />
      <Row style={{ alignItems: 'start' }}>
        <div style={{ flex: 1 }}><TextField label={t('versionName')} required value={version} onChange={setVersion} /></div>
        <div style={{ flex: 1 }}>
          <ChoiceField
            label={t('base')}
            value={base}
            choices={[{ value: '', label: t('nothing') }, ...(names.data ?? []).map(name => ({ value: name, label: name }))]}
            onChange={setBase}
          />
        </div>
      </Row>
      <TextField label={t('changes')} value={description} onChange={setDescription} />
      <TextField label={t('targetDirectory')} value={directory} onChange={setDirectory} />
      <Checkbox label={t('unpack')} checked={unpack} onChange={() => setUnpack(!unpack)} />
    </Dialog>
  );
}

interface FieldsProps {
  namespace: string;
  draft: ImportDraft;
  onChange: (draft: ImportDraft) => void;
}

function SourceFields({ namespace, draft, onChange }: FieldsProps) {
  switch (draft.origin) {
    case 'fromHttp':
      return <HttpFields namespace={namespace} draft={draft} onChange={onChange} />;
    case 'fromS3':
      return <S3Fields namespace={namespace} draft={draft} onChange={onChange} />;
    case 'fromDataset':
      return <DatasetFields namespace={namespace} draft={draft} onChange={onChange} />;
  }
}

function HttpFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <Field label={t('urls')} hint={t('urlsHint')} required>
        <textarea
          aria-label={t('urls')}
          rows={3}
          style={{ width: '100%' }}
          value={draft.urls}
          onChange={event => onChange({ ...draft, urls: event.target.value })}
        />
      </Field>
      <TextField label={t('secret')} hint={t('httpSecretHint')} value={draft.secret} onChange={secret => onChange({ ...draft, secret })} />
    </>
  );
}

function S3Fields({ draft, onChange }: FieldsProps) {
  return <BucketFields value={draft} onChange={bucket => onChange({ ...draft, ...bucket })} />;
}

function DatasetFields({ namespace, draft, onChange }: FieldsProps) {
  const [search, setSearch] = useState('');
  const found = useDatasetChoices(namespace, search);
  const choices = (found.data ?? []).map(one => ({ value: `${one.namespace}/${one.name}`, label: `${one.namespace}/${one.name}` }));
  return (
    <>
      <ChoiceField
        label={t('sourceDataset')}
        required
        value={draft.dataset}
        choices={choices}
        onSearch={setSearch}
        onChange={dataset => onChange({ ...draft, dataset })}
      />
      <TextField label={t('version')} required value={draft.datasetVersion} onChange={datasetVersion => onChange({ ...draft, datasetVersion })} />
      <TextField label={t('prefix')} hint={t('prefixHint')} value={draft.prefix} onChange={prefix => onChange({ ...draft, prefix })} />
    </>
  );
}
