import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { shortDigest } from '../../kernel/format';
import { kernelText } from '../../kernel/locales';
import { projectPath } from '../../kernel/place';
import { useMay } from '../../kernel/tenancy';
import { DeleteDialog, Dialog, FormButtons, useWork } from '../../kernel/ui/dialogs';
import { ChoiceField } from '../../kernel/ui/fields';
import { Block, Facts, Mono, Muted, PageHead, Plain } from '../../kernel/ui/layout';
import { Await, FailureOf } from '../../kernel/ui/panes';
import { changeAlgorithm, deleteAlgorithm, type Algorithm, type AlgorithmVersion } from './api';
import { t } from './locales';
import { useAlgorithm, useRefreshAlgorithms } from './useAlgorithms';
import { draftOf, slotsText, versionOf } from './versionDraft';
import { VersionForm } from './VersionForm';

interface Props {
  namespace: string;
  owner: string;
  name: string;
}

/** An algorithm and what each of its versions runs. */
export function AlgorithmPage({ namespace, owner, name }: Props) {
  const algorithm = useAlgorithm(namespace, owner, name);
  const [shown, setShown] = useState<string>();
  return (
    <Await of={algorithm}>
      {found => {
        const { versions } = found.spec;
        const version = versions.find(one => one.name === shown) ?? versions[versions.length - 1];
        return (
          <>
            <Head namespace={namespace} owner={owner} algorithm={found} />
            <Block>
              <div style={{ width: 240 }}>
                <ChoiceField
                  label={t('version')}
                  value={version?.name ?? ''}
                  choices={versions.map(one => ({ value: one.name, label: one.name })).reverse()}
                  onChange={setShown}
                />
              </div>
              {version && <VersionFacts version={version} />}
            </Block>
            {version && <Parameters version={version} />}
          </>
        );
      }}
    </Await>
  );
}

function VersionFacts({ version }: { version: AlgorithmVersion }) {
  const { source } = version;
  return (
    <>
      {version.deprecation && <p><strong>{t('deprecated')}</strong> {version.deprecation.message}</p>}
      <Facts of={[
        [t('description'), version.description],
        [t('image'), source.image],
        [t('source'), source.git ? `${source.git.repository ?? source.git.url ?? ''} ${source.git.commit}` : source.archive && shortDigest(source.archive.digest)],
        [t('inputs'), slotsText(version.inputs)],
        [t('outputs'), slotsText(version.outputs)],
        [t('metrics'), (version.metrics ?? []).map(metric => `${metric.name} ${metric.direction === 'Minimize' ? '↓' : '↑'}`).join(', ')],
        [t('replicas'), version.replicas],
        [t('cpu'), version.resources?.cpu],
        [t('memory'), version.resources?.memory],
      ]}
      />
      <p><Muted>{t('command')}</Muted></p>
      <pre style={{ overflow: 'auto' }} tabIndex={0}>{[...(version.command ?? []), ...(version.args ?? [])].join(' ')}</pre>
    </>
  );
}

function Parameters({ version }: { version: AlgorithmVersion }) {
  const parameters = version.parameters ?? [];
  return (
    <Block>
      <h2>{t('parameters')}</h2>
      {parameters.length === 0 ? <Muted>{t('none')}</Muted> : (
        <Plain aria-label={t('parameters')}>
          <thead>
            <tr><th>{t('name')}</th><th>{t('type')}</th><th>{t('default')}</th><th>{t('minimum')}</th><th>{t('maximum')}</th><th>{t('description')}</th></tr>
          </thead>
          <tbody>
            {parameters.map(parameter => (
              <tr key={parameter.name}>
                <td><Mono>{parameter.name}</Mono>{parameter.required && ' *'}</td>
                <td>{t(parameter.type)} {parameter.values && <Muted>({parameter.values.join(', ')})</Muted>}</td>
                <td>{parameter.default === undefined ? '–' : String(parameter.default)}</td>
                <td>{parameter.minimum ?? '–'}</td>
                <td>{parameter.maximum ?? '–'}</td>
                <td>{parameter.description}</td>
              </tr>
            ))}
          </tbody>
        </Plain>
      )}
    </Block>
  );
}

function Head({ namespace, owner, algorithm }: { namespace: string; owner: string; algorithm: Algorithm }) {
  const { name } = algorithm.metadata;
  const may = useMay({ kind: 'project', namespace });
  const mayChange = owner === namespace && may('algorithms', 'manage');
  const [open, setOpen] = useState<'version' | 'delete'>();
  const navigate = useNavigate();
  const refresh = useRefreshAlgorithms();
  const close = () => setOpen(undefined);
  const remove = async () => {
    await deleteAlgorithm(namespace, name);
    navigate(projectPath(namespace, 'algorithms'));
    await refresh();
  };
  const id = encodeURIComponent(`${owner}/${name}`);
  return (
    <PageHead title={algorithm.spec.title ?? name} text={algorithm.spec.description} back={{ to: projectPath(namespace, 'algorithms'), label: t('title') }}>
      {may('training', 'manage') && <Link to={`${projectPath(namespace, 'trainingjobs')}?create=&algorithm=${id}`}>{t('run')}</Link>}
      {mayChange && <Button color="secondary" shadow onClick={() => setOpen('version')}>{t('addVersion')}</Button>}
      {mayChange && <Button color="error" onClick={() => setOpen('delete')}>{kernelText('delete')}</Button>}
      {open === 'version' && <AddVersionDialog namespace={namespace} algorithm={algorithm} onClose={close} />}
      {open === 'delete' && <DeleteDialog names={[name]} text={t('deleteText')} onDelete={remove} onClose={close} />}
    </PageHead>
  );
}

function AddVersionDialog({ namespace, algorithm, onClose }: { namespace: string; algorithm: Algorithm; onClose: () => void }) {
  const { versions } = algorithm.spec;
  const [draft, setDraft] = useState(() => draftOf(`v${versions.length + 1}`, versions[versions.length - 1]));
  const refresh = useRefreshAlgorithms();
  const work = useWork(onClose);
  const submit = () => work.run(async () => {
    await changeAlgorithm(namespace, algorithm.metadata.name, { spec: { versions: [...versions, versionOf(draft)] } });
    await refresh();
  });
  return (
    <Dialog
      title={t('addVersionTitle', { name: algorithm.metadata.name })}
      width={960}
      onClose={onClose}
      footer={<FormButtons label={t('addVersion')} work={work} disabled={!draft.name || !draft.image} onSubmit={submit} onClose={onClose} />}
    >
      <FailureOf of={work} />
      <VersionForm namespace={namespace} draft={draft} onChange={setDraft} />
    </Dialog>
  );
}
