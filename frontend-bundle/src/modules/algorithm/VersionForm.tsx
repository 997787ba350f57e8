import { Button, Checkbox, Textarea } from '@kubed/components';
import React from 'react';
import { shortDigest } from '../../kernel/format';
import { useWork } from '../../kernel/ui/dialogs';
import { ChoiceField, Field, TextField } from '../../kernel/ui/fields';
import { Grid, Row } from '../../kernel/ui/layout';
import { FailureOf } from '../../kernel/ui/panes';
import { uploadArchive, type ParameterType } from './api';
import { t } from './locales';
import { NEW_PARAMETER, type ParameterDraft, type VersionDraft } from './versionDraft';

const TYPES: ParameterType[] = ['string', 'int', 'float', 'bool', 'enum'];

/** What a version runs, and what it can be told. */
export function VersionForm({ namespace, draft, onChange }: { namespace: string; draft: VersionDraft; onChange: (draft: VersionDraft) => void }) {
  const set = (change: Partial<VersionDraft>) => onChange({ ...draft, ...change });
  const setParameter = (index: number, change: Partial<ParameterDraft>) =>
    set({ parameters: draft.parameters.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <>
      <Grid>
        <TextField label={t('version')} required value={draft.name} onChange={name => set({ name })} />
        <TextField label={t('image')} required value={draft.image} onChange={image => set({ image })} />
        <ArchiveField namespace={namespace} digest={draft.archive} onChange={archive => set({ archive })} />
      </Grid>
      <Field label={t('command')} hint={t('commandHint')}>
        <Textarea
          aria-label={t('command')}
          rows={4}
          style={{ width: '100%' }}
          value={draft.command}
          onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => set({ command: event.target.value })}
        />
      </Field>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontWeight: 600 }}>{t('parameters')}</legend>
        {draft.parameters.map((parameter, index) => (
          <ParameterRow
            key={index}
            parameter={parameter}
            onChange={change => setParameter(index, change)}
            onRemove={() => set({ parameters: draft.parameters.filter((_one, at) => at !== index) })}
          />
        ))}
        <Button onClick={() => set({ parameters: [...draft.parameters, NEW_PARAMETER] })}>{t('addParameter')}</Button>
      </fieldset>
      <Grid style={{ marginTop: 12 }}>
        <TextField label={t('inputs')} hint={t('slotsHint')} value={draft.inputs} onChange={inputs => set({ inputs })} />
        <TextField label={t('outputs')} hint={t('slotsHint')} value={draft.outputs} onChange={outputs => set({ outputs })} />
        <TextField label={t('metrics')} hint={t('metricsHint')} value={draft.metrics} onChange={metrics => set({ metrics })} />
        <TextField label={t('cpu')} value={draft.cpu} onChange={cpu => set({ cpu })} />
        <TextField label={t('memory')} value={draft.memory} onChange={memory => set({ memory })} />
        <TextField label={t('replicas')} type="number" min={1} max={1024} value={draft.replicas} onChange={replicas => set({ replicas })} />
      </Grid>
    </>
  );
}

function ParameterRow({ parameter, onChange, onRemove }: {
  parameter: ParameterDraft;
  onChange: (change: Partial<ParameterDraft>) => void;
  onRemove: () => void;
}) {
  const isNumber = parameter.type === 'int' || parameter.type === 'float';
  return (
    <Row role="group" aria-label={`${t('parameter')} ${parameter.name}`} style={{ alignItems: 'start', borderBottom: '1px solid #eee', marginBottom: 8 }}>
      <div style={{ width: 150 }}><TextField label={t('name')} required value={parameter.name} onChange={name => onChange({ name })} /></div>
      <div style={{ width: 150 }}>
        <ChoiceField
          label={t('type')}
          value={parameter.type}
          choices={TYPES.map(type => ({ value: type, label: t(type) }))}
          onChange={type => onChange({ type: type as ParameterType })}
        />
      </div>
      <div style={{ width: 110 }}><TextField label={t('default')} value={parameter.preset} onChange={preset => onChange({ preset })} /></div>
      {isNumber && <div style={{ width: 90 }}><TextField label={t('minimum')} type="number" value={parameter.minimum} onChange={minimum => onChange({ minimum })} /></div>}
      {isNumber && <div style={{ width: 90 }}><TextField label={t('maximum')} type="number" value={parameter.maximum} onChange={maximum => onChange({ maximum })} /></div>}
      {parameter.type === 'enum' && (
        <div style={{ width: 188 }}><TextField label={t('values')} hint={t('valuesHint')} value={parameter.values} onChange={values => onChange({ values })} /></div>
      )}
      <div style={{ flex: 1, minWidth: 150 }}>
        <TextField label={t('description')} value={parameter.description} onChange={description => onChange({ description })} />
      </div>
      <Checkbox label={t('required')} checked={parameter.required} onChange={() => onChange({ required: !parameter.required })} />
      <Button variant="text" onClick={onRemove}>{t('remove')}</Button>
    </Row>
  );
}

function ArchiveField({ namespace, digest, onChange }: { namespace: string; digest: string; onChange: (digest: string) => void }) {
  const work = useWork();
  const store = (file: File | undefined) => {
    if (file) work.run(async () => onChange((await uploadArchive(namespace, file, () => undefined)).digest));
  };
  return (
    <Field label={t('archive')} hint={digest ? t('archiveStored', { digest: shortDigest(digest) }) : undefined}>
      <input type="file" aria-label={t('archive')} disabled={work.isBusy} onChange={event => store(event.target.files?.[0])} />
      <FailureOf of={work} />
    </Field>
  );
}
