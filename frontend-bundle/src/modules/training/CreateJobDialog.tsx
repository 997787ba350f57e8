import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { kernelText } from '../../kernel/locales';
import { projectPath } from '../../kernel/place';
import { Dialog, FormButtons, useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, TextField } from '../../kernel/ui/fields';
import { Grid, Row } from '../../kernel/ui/layout';
import { Await, EmptyPane, FailureOf } from '../../kernel/ui/panes';
import { YamlEditor } from '../../kernel/ui/YamlEditor';
import { fromYaml, toYaml } from '../../kernel/yaml';
import { useAlgorithmChoices, type Algorithm, type Parameter } from '../algorithm';
import { useDatasetChoices } from '../dataset';
import { submitJob, type JobDraft, type JobSpec } from './api';
import { draftFor, withInput, withParameter, withVersion, withWorkers } from './draft';
import { t } from './locales';
import { useRefreshRuns } from './useTrainingJobs';

/** Makes a job from an algorithm's own parameter schema, as a form or as YAML; both show the same draft. */
export function CreateJobDialog({ namespace, algorithm, onClose }: { namespace: string; algorithm?: string; onClose: () => void }) {
  const [search, setSearch] = useState('');
  const algorithms = useAlgorithmChoices(namespace, search);
  const [draft, setDraft] = useState<JobDraft>();
  const [asYaml, setAsYaml] = useState<string>();
  const navigate = useNavigate();
  const refresh = useRefreshRuns();
  const work = useWork();

  const submit = () => work.run(async () => {
    const job = asYaml === undefined ? draft : (fromYaml(asYaml) as JobDraft);
    if (!job) return;
    const created = await submitJob(namespace, job);
    await refresh();
    onClose();
    navigate(projectPath(namespace, 'trainingjobs', created.metadata.name));
  });
  const toggle = () => {
    if (asYaml === undefined) {
      setAsYaml(toYaml(draft));
      return;
    }
    work.run(async () => {
      setDraft(fromYaml(asYaml) as JobDraft);
      setAsYaml(undefined);
    });
  };

  return (
    <Dialog
      title={t('createTitle')}
      width={860}
      onClose={onClose}
      footer={(
        <>
          <Button variant="text" onClick={toggle} disabled={!draft}>{asYaml === undefined ? kernelText('yaml') : kernelText('form')}</Button>
          <FormButtons label={t('submit')} work={work} disabled={!draft} onSubmit={submit} onClose={onClose} />
        </>
      )}
    >
      <FailureOf of={work} />
      {asYaml !== undefined
        ? <YamlEditor value={asYaml} onChange={setAsYaml} />
        : (
          <Await of={algorithms}>
            {found => found.length === 0 && !search
              ? <EmptyPane title={t('noAlgorithm')} text={t('noAlgorithmText')} />
              : (
                <DraftForm
                  namespace={namespace}
                  algorithms={found}
                  wanted={algorithm}
                  draft={draft}
                  onChange={setDraft}
                  onSearch={setSearch}
                />
              )}
          </Await>
        )}
    </Dialog>
  );
}

interface FormProps {
  namespace: string;
  algorithms: Algorithm[];
  wanted?: string | undefined;
  draft: JobDraft | undefined;
  onChange: (draft: JobDraft) => void;
  onSearch: (text: string) => void;
}

const idOf = ({ metadata }: Algorithm) => `${metadata.namespace}/${metadata.name}`;

function DraftForm({ namespace, algorithms, wanted, draft, onChange, onSearch }: FormProps) {
  const named = draft?.spec.algorithm && `${draft.spec.algorithm.namespace ?? namespace}/${draft.spec.algorithm.name}`;
  const chosen = algorithms.find(one => idOf(one) === (named ?? wanted)) ?? (draft ? undefined : algorithms[0]);
  const version = chosen?.spec.versions.find(one => one.name === draft?.spec.algorithm?.version) ?? newest(chosen);

  React.useEffect(() => {
    if (!draft && chosen && version) {
      onChange(draftFor(chosen, version, Math.random().toString(36).slice(2, 6)));
    }
  }, [draft, chosen, version]);

  if (!draft) {
    return null;
  }
  const change = (spec: JobSpec) => onChange({ ...draft, spec });
  const choose = (id: string) => {
    const algorithm = algorithms.find(one => idOf(one) === id);
    const latest = newest(algorithm);
    if (algorithm && latest) {
      const fresh = draftFor(algorithm, latest, Math.random().toString(36).slice(2, 6));
      onChange({ ...fresh, spec: { ...fresh.spec, inputs: draft.spec.inputs ?? [] } });
    }
  };
  return (
    <>
      <Row style={{ alignItems: 'start' }}>
        <div style={{ flex: 2, minWidth: 220 }}>
          <ChoiceField
            label={t('algorithm')}
            required
            value={named ?? ''}
            choices={algorithms.map(one => ({ value: idOf(one), label: `${one.spec.title ?? one.metadata.name} (${idOf(one)})` }))}
            onChange={choose}
            onSearch={onSearch}
            hint={chosen?.spec.description}
          />
        </div>
        <div style={{ flex: 1, minWidth: 140 }}>
          <ChoiceField
            label={t('version')}
            value={draft.spec.algorithm?.version ?? ''}
            choices={(chosen?.spec.versions ?? []).map(one => ({ value: one.name, label: one.name })).reverse()}
            onChange={name => {
              const other = chosen?.spec.versions.find(one => one.name === name);
              if (chosen && other) change(withVersion(draft.spec, chosen, other));
            }}
          />
        </div>
        <div style={{ flex: 2, minWidth: 220 }}>
          <TextField
            label={t('name')}
            required
            value={draft.metadata.name}
            onChange={name => onChange({ ...draft, metadata: { ...draft.metadata, name } })}
          />
        </div>
      </Row>
      {(version?.inputs ?? []).map(slot => (
        <DatasetField
          key={slot.name}
          namespace={namespace}
          label={t('inputFor', { name: slot.name })}
          hint={slot.description}
          required={slot.need !== 'Optional'}
          value={draft.spec.inputs?.find(input => input.name === slot.name)?.dataset}
          onChange={dataset => change(withInput(draft.spec, slot.name, dataset))}
        />
      ))}
      <fieldset style={{ border: 0, padding: 0, margin: '12px 0' }}>
        <legend style={{ fontWeight: 600, marginBottom: 8 }}>{t('parameters')}</legend>
        <Grid>
          {(version?.parameters ?? []).map(parameter => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={draft.spec.parameters?.[parameter.name]}
              onChange={text => change(withParameter(draft.spec, parameter, text))}
            />
          ))}
        </Grid>
      </fieldset>
      <details>
        <summary style={{ fontWeight: 600, marginBottom: 8, cursor: 'pointer' }}>{t('resources')}</summary>
        <Grid>
          <TextField label={t('replicas')} type="number" min={1} max={1024} placeholder={String(version?.replicas ?? 1)} value={String(draft.spec.workers?.replicas ?? '')} onChange={text => change(withWorkers(draft.spec, 'replicas', text))} />
          <TextField label={t('cpu')} placeholder={version?.resources?.cpu ?? ''} value={draft.spec.workers?.resources?.cpu ?? ''} onChange={text => change(withWorkers(draft.spec, 'cpu', text))} />
          <TextField label={t('memory')} placeholder={version?.resources?.memory ?? ''} value={draft.spec.workers?.resources?.memory ?? ''} onChange={text => change(withWorkers(draft.spec, 'memory', text))} />
          <TextField label={t('queue')} hint={t('queueHint')} value={draft.spec.queue ?? ''} onChange={queue => change(withQueue(draft.spec, queue))} />
        </Grid>
      </details>
    </>
  );
}

const newest = (algorithm: Algorithm | undefined) => algorithm?.spec.versions[algorithm.spec.versions.length - 1];

function withQueue({ queue: _old, ...spec }: JobSpec, queue: string): JobSpec {
  return queue ? { ...spec, queue } : spec;
}

type DatasetVersionRef = { namespace?: string; name: string; version: string };

function DatasetField({ namespace, label, hint, required, value, onChange }: {
  namespace: string;
  label: string;
  hint?: string | undefined;
  required: boolean;
  value: DatasetVersionRef | undefined;
  onChange: (dataset: DatasetVersionRef | undefined) => void;
}) {
  const [search, setSearch] = useState('');
  const datasets = useDatasetChoices(namespace, search);
  const refs = (datasets.data ?? []).map(({ namespace: project, name, latest }) => ({ namespace: project, name, version: latest }));
  const known = value && refs.some(ref => textOf(ref) === textOf(value)) ? refs : [...(value ? [value] : []), ...refs];

  React.useEffect(() => {
    const first = refs[0];
    if (required && !value && first && !search) onChange(first);
  }, [datasets.data]);

  return (
    <ChoiceField
      label={label}
      hint={hint}
      required={required}
      value={value ? textOf(value) : ''}
      choices={[{ value: '', label: t('noDataset') }, ...known.map(ref => ({ value: textOf(ref), label: textOf(ref) }))]}
      onChange={text => onChange(known.find(ref => textOf(ref) === text))}
      onSearch={setSearch}
    />
  );
}

const textOf = ({ namespace, name, version }: DatasetVersionRef) => `${namespace ? `${namespace}/` : ''}${name}:${version}`;

function ParameterField({ parameter, value, onChange }: { parameter: Parameter; value: unknown; onChange: (text: string) => void }) {
  const { name, type, values, minimum, maximum, required, description } = parameter;
  const limits = [
    minimum === undefined ? '' : t('minimum', { value: minimum }), maximum === undefined ? '' : t('maximum', { value: maximum }),
  ].filter(Boolean).join(' ');
  const hint = [description, limits && `(${limits})`].filter(Boolean).join(' ');
  const text = value === undefined ? '' : String(value);
  if (type === 'enum' || type === 'bool') {
    const choices = (values ?? ['true', 'false']).map(one => ({ value: one, label: one }));
    return <ChoiceField label={name} hint={hint} required={required ?? false} value={text} choices={choices} onChange={onChange} />;
  }
  const isNumber = type === 'int' || type === 'float';
  return (
    <TextField label={name} hint={hint} required={required ?? false} type={isNumber ? 'number' : 'text'} min={minimum} max={maximum} value={text} onChange={onChange} />
  );
}
