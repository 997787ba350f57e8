import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { formatAge, formatBytes } from '../../kernel/format';
import { useListState, useOpened } from '../../kernel/list';
import { projectPath, sharedPath, type Place } from '../../kernel/place';
import { useMay } from '../../kernel/tenancy';
import { Dialog, FormButtons, useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, TextField } from '../../kernel/ui/fields';
import { Muted, PageHead } from '../../kernel/ui/layout';
import { ListTable, type Column } from '../../kernel/ui/ListTable';
import { FailureOf } from '../../kernel/ui/panes';
import { createDataset, KINDS, SCOPES, type Dataset, type DatasetKind, type DatasetSpec, type Scope } from './api';
import { BucketFields, emptyBucket } from './BucketFields';
import { t } from './locales';
import { isComplete, storageOf, type StorageDraft } from './storage';
import { useDatasets, useRefreshDatasets } from './useDatasets';
import { emptyVolume, VolumeFields } from './VolumeFields';

const EMPTY_STORAGE: Record<StorageDraft['kind'], StorageDraft> = {
  managed: { kind: 'managed' },
  s3: { kind: 's3', bucket: emptyBucket },
  volume: { kind: 'volume', volume: emptyVolume },
};

/** Datasets that a place can use. */
export function DatasetsPage({ place }: { place: Place }) {
  const state = useListState({ filters: ['spec.kind'] });
  const datasets = useDatasets(place, state);
  const may = useMay(place);
  const [isOpen, create] = useOpened('create');
  const namespace = place.kind === 'project' ? place.namespace : undefined;
  const mayChange = namespace !== undefined && may('datasets', 'manage');
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        {namespace && <Link to={projectPath(namespace, 'recyclebin')}>{t('recycleBin')}</Link>}
      </PageHead>
      <ListTable
        label={t('title')}
        state={state}
        pages={datasets}
        columns={columns(place)}
        keyOf={dataset => dataset.metadata.uid}
        nameOf={dataset => dataset.metadata.name}
        filters={[{ field: 'spec.kind', title: t('kind'), options: KINDS.map(kind => ({ value: kind, label: t(kind) })) }]}
        actions={mayChange && <Button color="secondary" shadow onClick={() => create(true)}>{t('create')}</Button>}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
      {isOpen && namespace && mayChange && <CreateDatasetDialog namespace={namespace} onClose={() => create(false)} />}
    </>
  );
}

function columns(place: Place): Column<Dataset>[] {
  const viewer = place.kind === 'project' ? place.namespace : undefined;
  return [
    {
      id: 'name',
      title: t('name'),
      sortBy: 'name',
      render: ({ metadata, spec }) => (
        <>
          <Link to={sharedPath(viewer ?? metadata.namespace, metadata.namespace, 'datasets', metadata.name)}>{spec.title ?? metadata.name}</Link>
          <br /><Muted>{metadata.name}</Muted>
        </>
      ),
    },
    { id: 'project', title: t('project'), render: ({ metadata }) => metadata.namespace },
    { id: 'kind', title: t('kind'), render: ({ spec }) => t(spec.kind ?? 'Generic') },
    { id: 'sharing', title: t('sharing'), render: ({ spec }) => t(spec.sharing?.scope ?? 'Project') },
    { id: 'latest', title: t('latest'), render: ({ status }) => status?.latest?.version ?? '–' },
    { id: 'size', title: t('size'), sortBy: 'status.latest.bytes', render: ({ status }) => (status?.latest ? formatBytes(status.latest.bytes) : '–') },
    { id: 'created', title: t('created'), sortBy: 'createTime', render: ({ metadata }) => formatAge(metadata.creationTimestamp) },
  ];
}

function CreateDatasetDialog({ namespace, onClose }: { namespace: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const [spec, setSpec] = useState<DatasetSpec>({ kind: 'Generic', sharing: { scope: 'Project' } });
  const [storage, setStorage] = useState<StorageDraft>(EMPTY_STORAGE.managed);
  const navigate = useNavigate();
  const refresh = useRefreshDatasets();
  const work = useWork();
  const submit = () => work.run(async () => {
    const created = await createDataset(namespace, { metadata: { name }, spec: { ...spec, ...storageOf(storage) } });
    await refresh();
    navigate(projectPath(namespace, 'datasets', created.metadata.name));
  });
  return (
    <Dialog
      title={t('createTitle')}
      onClose={onClose}
      footer={<FormButtons label={t('create')} work={work} disabled={!name || !isComplete(storage)} onSubmit={submit} onClose={onClose} />}
    >
      <FailureOf of={work} />
      <TextField label={t('name')} required hint={t('nameHint')} value={name} onChange={setName} />
      <SpecFields spec={spec} onChange={setSpec} />
      <ChoiceField
        label={t('storage')}
        hint={t('storageHint')}
        value={storage.kind}
        choices={[
          { value: 'managed', label: t('managedStorage') }, { value: 's3', label: t('bucketStorage') }, { value: 'volume', label: t('volumeStorage') },
        ]}
        onChange={kind => setStorage(EMPTY_STORAGE[kind as StorageDraft['kind']])}
      />
      {storage.kind === 's3' && <BucketFields value={storage.bucket} onChange={bucket => setStorage({ kind: 's3', bucket })} />}
      {storage.kind === 'volume' && <VolumeFields value={storage.volume} onChange={volume => setStorage({ kind: 'volume', volume })} />}
    </Dialog>
  );
}

/** What is said about a dataset. */
export function SpecFields({ spec, onChange }: { spec: DatasetSpec; onChange: (spec: DatasetSpec) => void }) {
  const sharing = spec.sharing ?? { scope: 'Project' };
  return (
    <>
      <TextField label={t('titleField')} value={spec.title ?? ''} onChange={title => onChange({ ...spec, title })} />
      <TextField label={t('description')} value={spec.description ?? ''} onChange={description => onChange({ ...spec, description })} />
      <ChoiceField
        label={t('kind')}
        value={spec.kind ?? 'Generic'}
        choices={KINDS.map(kind => ({ value: kind, label: t(kind) }))}
        onChange={kind => onChange({ ...spec, kind: kind as DatasetKind })}
      />
      <ChoiceField
        label={t('sharing')}
        value={sharing.scope}
        choices={SCOPES.map(scope => ({ value: scope, label: t(scope) }))}
        onChange={scope => onChange({ ...spec, sharing: { scope: scope as Scope } })}
      />
      {sharing.scope === 'Projects' && (
        <TextField
          label={t('projects')}
          hint={t('projectsHint')}
          value={(sharing.projects ?? []).join(',')}
          onChange={text => onChange({ ...spec, sharing: { ...sharing, projects: text.split(',').map(part => part.trim()) } })}
        />
      )}
      <TextField
        label={t('retention')}
        type="number"
        min={0}
        max={3650}
        value={String(spec.retention?.deletedDays ?? 7)}
        onChange={days => onChange({ ...spec, retention: { deletedDays: Number(days) } })}
      />
    </>
  );
}
