import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { formatAge } from '../../kernel/format';
import { useListState, useOpened } from '../../kernel/list';
import { projectPath, sharedPath, type Place } from '../../kernel/place';
import { useMay } from '../../kernel/tenancy';
import { Dialog, FormButtons, useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, TextField } from '../../kernel/ui/fields';
import { Grid, Muted, PageHead } from '../../kernel/ui/layout';
import { ListTable, type Column } from '../../kernel/ui/ListTable';
import { FailureOf } from '../../kernel/ui/panes';
import { createAlgorithm, type Algorithm, type AlgorithmSharing } from './api';
import { t } from './locales';
import { useAlgorithms, useRefreshAlgorithms } from './useAlgorithms';
import { draftOf, versionOf } from './versionDraft';
import { VersionForm } from './VersionForm';

/** Algorithms that a place can use. */
export function AlgorithmsPage({ place }: { place: Place }) {
  const state = useListState();
  const algorithms = useAlgorithms(place, state);
  const may = useMay(place);
  const [isOpen, register] = useOpened('create');
  const namespace = place.kind === 'project' ? place.namespace : undefined;
  const mayChange = namespace !== undefined && may('algorithms', 'manage');
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <ListTable
        label={t('title')}
        state={state}
        pages={algorithms}
        columns={columns(place)}
        keyOf={({ metadata }) => `${metadata.namespace}/${metadata.name}`}
        nameOf={({ metadata }) => metadata.name}
        actions={mayChange && <Button color="secondary" shadow onClick={() => register(true)}>{t('register')}</Button>}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
      {isOpen && namespace && mayChange && <RegisterDialog namespace={namespace} onClose={() => register(false)} />}
    </>
  );
}

function columns(place: Place): Column<Algorithm>[] {
  return [
    {
      id: 'name',
      title: t('name'),
      sortBy: 'name',
      render: ({ metadata, spec }) => (
        <>
          <Link to={sharedPath(place.kind === 'project' ? place.namespace : metadata.namespace, metadata.namespace, 'algorithms', metadata.name)}>{spec.title ?? metadata.name}</Link>
          <br /><Muted>{metadata.name}</Muted>
        </>
      ),
    },
    { id: 'project', title: t('project'), render: ({ metadata }) => metadata.namespace },
    { id: 'description', title: t('description'), render: ({ spec }) => <Muted>{spec.description ?? ''}</Muted> },
    { id: 'latest', title: t('latest'), render: ({ spec }) => spec.versions[spec.versions.length - 1]?.name ?? '–' },
    { id: 'sharing', title: t('sharing'), render: ({ spec }) => t(spec.sharing ?? 'Project') },
    { id: 'created', title: t('created'), sortBy: 'createTime', render: ({ metadata }) => formatAge(metadata.creationTimestamp) },
  ];
}

function RegisterDialog({ namespace, onClose }: { namespace: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const [about, setAbout] = useState({ title: '', description: '', sharing: 'Project' as AlgorithmSharing });
  const [version, setVersion] = useState(draftOf('v1'));
  const navigate = useNavigate();
  const refresh = useRefreshAlgorithms();
  const work = useWork();
  const submit = () => work.run(async () => {
    await createAlgorithm(namespace, { metadata: { name }, spec: { ...about, versions: [versionOf(version)] } });
    await refresh();
    navigate(projectPath(namespace, 'algorithms', name));
  });
  return (
    <Dialog
      title={t('registerTitle')}
      width={960}
      onClose={onClose}
      footer={<FormButtons label={t('register')} work={work} disabled={!name || !version.image} onSubmit={submit} onClose={onClose} />}
    >
      <FailureOf of={work} />
      <Grid>
        <TextField label={t('name')} required value={name} onChange={setName} />
        <TextField label={t('titleField')} value={about.title} onChange={title => setAbout({ ...about, title })} />
        <TextField label={t('description')} value={about.description} onChange={description => setAbout({ ...about, description })} />
        <ChoiceField
          label={t('sharing')}
          value={about.sharing}
          choices={(['Project', 'Workspace', 'Platform'] as const).map(scope => ({ value: scope, label: t(scope) }))}
          onChange={sharing => setAbout({ ...about, sharing: sharing as AlgorithmSharing })}
        />
      </Grid>
      <VersionForm namespace={namespace} draft={version} onChange={setVersion} />
    </Dialog>
  );
}
