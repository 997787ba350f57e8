import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { formatAge, formatBytes, formatTime, shortDigest } from '../../kernel/format';
import { useListState } from '../../kernel/list';
import { kernelText } from '../../kernel/locales';
import { projectPath, sharedPath } from '../../kernel/place';
import { useMay } from '../../kernel/tenancy';
import { DeleteDialog, Dialog, useWork } from '../../kernel/ui/dialogs';
import { TextField } from '../../kernel/ui/fields';
import { Block, Facts, Mono, Muted, PageHead, Plain, Row, TabBar } from '../../kernel/ui/layout';
import { ListTable, type Column } from '../../kernel/ui/ListTable';
import { Await, FailureOf } from '../../kernel/ui/panes';
import { YamlEditor } from '../../kernel/ui/YamlEditor';
import { cleaned, toYaml } from '../../kernel/yaml';
import {
  abortUpload, changeDataset, deleteDataset, deleteVersion, putTag, restoreVersion,
  type Dataset, type DatasetRef, type DatasetVersion, type Upload,
} from './api';
import { SpecFields } from './DatasetsPage';
import { ImportDialog } from './ImportDialog';
import { Imports } from './Imports';
import { t } from './locales';
import { SnapshotDialog } from './SnapshotDialog';
import { staysOutside, storageText } from './storage';
import { UploadDialog } from './UploadDialog';
import { useDataset, useDeletedVersions, useOpenUploads, useRefreshDatasets, useVersions } from './useDatasets';

type Tab = 'versions' | 'settings' | 'yaml';

/** A dataset: its versions, and what is said about it. */
export function DatasetPage({ of, tab = 'versions' }: { of: DatasetRef; tab?: string | undefined }) {
  const dataset = useDataset(of);
  const may = useMay({ kind: 'project', namespace: of.namespace });
  const isOwn = !of.owner || of.owner === of.namespace;
  const mayChange = isOwn && may('datasets', 'manage');
  const active: Tab = tab === 'settings' || tab === 'yaml' ? tab : 'versions';
  return (
    <Await of={dataset}>
      {found => (
        <>
          <Head of={of} dataset={found} mayChange={mayChange} />
          <TabBar
            label={t('title')}
            tabs={[{ id: 'versions', title: t('versions') }, { id: 'settings', title: t('settings') }, { id: 'yaml', title: kernelText('yaml') }]}
            active={active}
            pathOf={id => sharedPath(of.namespace, of.owner, 'datasets', of.name, id)}
          />
          {active === 'versions' && <Versions of={of} dataset={found} mayChange={mayChange} />}
          {active === 'settings' && <Settings of={of} dataset={found} mayChange={mayChange} />}
          {active === 'yaml' && <Block><YamlEditor value={toYaml(cleaned(found))} /></Block>}
        </>
      )}
    </Await>
  );
}

function Head({ of, dataset, mayChange }: { of: DatasetRef; dataset: Dataset; mayChange: boolean }) {
  const [open, setOpen] = useState<'upload' | 'import' | 'snapshot' | 'delete'>();
  const stays = staysOutside(dataset.spec);
  const navigate = useNavigate();
  const refresh = useRefreshDatasets();
  const close = () => setOpen(undefined);
  const remove = async () => {
    await deleteDataset(of);
    navigate(projectPath(of.namespace, 'datasets'));
    await refresh();
  };
  return (
    <PageHead
      title={dataset.spec.title ?? of.name}
      text={dataset.spec.description}
      back={{ to: projectPath(of.namespace, 'datasets'), label: t('title') }}
    >
      {mayChange && stays && <Button color="secondary" shadow onClick={() => setOpen('snapshot')}>{t('snapshot')}</Button>}
      {mayChange && !stays && <Button color="secondary" shadow onClick={() => setOpen('upload')}>{t('upload')}</Button>}
      {mayChange && !stays && <Button onClick={() => setOpen('import')}>{t('importVersion')}</Button>}
      {mayChange && <Button color="error" onClick={() => setOpen('delete')}>{kernelText('delete')}</Button>}
      {open === 'upload' && <UploadDialog of={of} latest={dataset.status?.latest?.version} onClose={close} />}
      {open === 'import' && <ImportDialog of={of} latest={dataset.status?.latest?.version} onClose={close} />}
      {open === 'snapshot' && <SnapshotDialog of={of} spec={dataset.spec} latest={dataset.status?.latest?.version} onClose={close} />}
      {open === 'delete' && (
        <DeleteDialog names={[of.name]} text={t('deleteText', { days: dataset.spec.retention?.deletedDays ?? 7 })} onDelete={remove} onClose={close} />
      )}
    </PageHead>
  );
}

function Versions({ of, dataset, mayChange }: { of: DatasetRef; dataset: Dataset; mayChange: boolean }) {
  const state = useListState();
  const versions = useVersions(of, state);
  const refresh = useRefreshDatasets();
  const [doomed, setDoomed] = useState<string>();
  const columns: Column<DatasetVersion>[] = [
    {
      id: 'name',
      title: t('version'),
      render: version => <Link to={sharedPath(of.namespace, of.owner, 'datasets', of.name, 'versions', version.name)}>{version.name}</Link>,
    },
    { id: 'tags', title: t('tags'), render: version => (version.tags ?? []).join(', ') || '–' },
    { id: 'files', title: t('files'), sortBy: 'files', render: version => version.files },
    { id: 'size', title: t('size'), sortBy: 'bytes', render: version => formatBytes(version.bytes) },
    { id: 'digest', title: t('digest'), render: version => <Mono title={version.digest}>{shortDigest(version.digest)}</Mono> },
    { id: 'description', title: t('changes'), render: version => version.description ?? '' },
    { id: 'creator', title: t('creator'), render: version => version.creator },
    { id: 'created', title: t('created'), sortBy: 'createTime', render: version => formatAge(version.createdAt) },
    ...(mayChange ? [{
      id: 'actions',
      title: '',
      render: (version: DatasetVersion) => (
        <Row>
          <TagButton of={of} version={version.name} />
          <Button variant="text" onClick={() => setDoomed(version.name)}>{kernelText('delete')}</Button>
        </Row>
      ),
    }] : []),
  ];
  return (
    <>
      {staysOutside(dataset.spec) && <Outside dataset={dataset} />}
      <Imports of={of} mayChange={mayChange} />
      {mayChange && <OpenUploads of={of} latest={dataset.status?.latest?.version} />}
      <ListTable
        label={t('versions')}
        state={state}
        pages={versions}
        columns={columns}
        keyOf={version => version.name}
        nameOf={version => version.name}
        empty={{ title: t('noVersion'), text: t(staysOutside(dataset.spec) ? 'noSnapshotText' : 'noVersionText') }}
      />
      {mayChange && <DeletedVersions of={of} />}
      {doomed !== undefined && (
        <DeleteDialog
          names={[doomed]}
          text={t('deleteText', { days: dataset.spec.retention?.deletedDays ?? 7 })}
          onDelete={async () => { await deleteVersion(of, doomed); await refresh(); }}
          onClose={() => setDoomed(undefined)}
        />
      )}
    </>
  );
}

/** Where the files are, and what is wrong with that. */
function Outside({ dataset }: { dataset: Dataset }) {
  const { storage } = dataset.spec;
  const missing = dataset.status?.conditions?.find(condition => condition.reason === 'VolumeMissing');
  return (
    <Block>
      <Facts of={[
        [t('storage'), storageText(dataset)],
        ...(storage?.s3 ? [[t('endpoint'), storage.s3.endpoint] as [string, string | undefined]] : []),
        ...(storage?.volume ? [[t('claimPhase'), dataset.status?.volume?.phase] as [string, string | undefined]] : []),
      ]}
      />
      {missing && <Muted>{missing.message}</Muted>}
    </Block>
  );
}

function TagButton({ of, version }: { of: DatasetRef; version: string }) {
  const [tag, setTag] = useState<string>();
  const refresh = useRefreshDatasets();
  const work = useWork(() => setTag(undefined));
  if (tag === undefined) {
    return <Button variant="text" onClick={() => setTag('')}>{t('setTag')}</Button>;
  }
  return (
    <Dialog
      title={t('setTag')}
      width={480}
      onClose={() => setTag(undefined)}
      footer={<Button color="secondary" disabled={!tag || work.isBusy} onClick={() => work.run(async () => { await putTag(of, tag, version); await refresh(); })}>{kernelText('save')}</Button>}
    >
      <FailureOf of={work} />
      <TextField label={t('tag')} value={tag} onChange={setTag} />
    </Dialog>
  );
}

function OpenUploads({ of, latest }: { of: DatasetRef; latest: string | undefined }) {
  const uploads = useOpenUploads(of);
  const refresh = useRefreshDatasets();
  const [resumed, setResumed] = useState<Upload>();
  const work = useWork();
  if (!uploads.data?.length && !resumed) {
    return null;
  }
  return (
    <Block>
      <h2>{t('openUploads')}</h2>
      <FailureOf of={work} />
      {(uploads.data ?? []).map(upload => (
        <Row key={upload.id}>
          <span>{t('openUpload', { time: formatTime(upload.createdAt), creator: upload.creator, files: upload.files, size: formatBytes(upload.bytes) })}</span>
          <Button onClick={() => setResumed(upload)}>{t('goOn')}</Button>
          <Button variant="text" disabled={work.isBusy} onClick={() => work.run(async () => { await abortUpload(of, upload.id); await refresh(); })}>{t('discard')}</Button>
        </Row>
      ))}
      {resumed && <UploadDialog of={of} latest={latest} resumed={resumed} onClose={() => setResumed(undefined)} />}
    </Block>
  );
}

function DeletedVersions({ of }: { of: DatasetRef }) {
  const deleted = useDeletedVersions(of);
  const refresh = useRefreshDatasets();
  const work = useWork();
  if (!deleted.data?.items.length) {
    return null;
  }
  return (
    <Block>
      <FailureOf of={work} />
      <Plain>
        <caption>{t('deletedVersions')}</caption>
        <tbody>
          {deleted.data.items.map(version => (
            <tr key={version.name}>
              <td>{version.name}</td>
              <td>{formatBytes(version.bytes)}</td>
              <td><Muted>{t('purgeAt')}: {formatTime(version.purgeAt)}</Muted></td>
              <td><Button disabled={work.isBusy} onClick={() => work.run(async () => { await restoreVersion(of, version.name); await refresh(); })}>{t('restore')}</Button></td>
            </tr>
          ))}
        </tbody>
      </Plain>
    </Block>
  );
}

function Settings({ of, dataset, mayChange }: { of: DatasetRef; dataset: Dataset; mayChange: boolean }) {
  const [spec, setSpec] = useState(dataset.spec);
  const refresh = useRefreshDatasets();
  const work = useWork();
  if (!mayChange) {
    return (
      <Block>
        <Facts of={[
          [t('kind'), t(dataset.spec.kind ?? 'Generic')], [t('sharing'), t(dataset.spec.sharing?.scope ?? 'Project')],
          [t('storage'), storageText(dataset)], [t('retention'), dataset.spec.retention?.deletedDays], [t('created'), formatTime(dataset.metadata.creationTimestamp)],
        ]}
        />
      </Block>
    );
  }
  // A merge patch keeps what it does not name: projects must be taken out when the scope names none.
  const sharing = { ...spec.sharing, projects: spec.sharing?.projects ?? null };
  const save = () => work.run(async () => { await changeDataset(of, { ...spec, sharing } as Dataset['spec']); await refresh(); });
  return (
    <Block>
      <FailureOf of={work} />
      <SpecFields spec={spec} onChange={setSpec} />
      <Button color="secondary" disabled={work.isBusy} loading={work.isBusy} onClick={save}>{kernelText('save')}</Button>
    </Block>
  );
}
