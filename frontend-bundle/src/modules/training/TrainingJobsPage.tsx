import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { formatAge, formatDuration } from '../../kernel/format';
import { useListState, useOpened } from '../../kernel/list';
import { kernelText } from '../../kernel/locales';
import { projectPath, type Place } from '../../kernel/place';
import { explained } from '../../kernel/reasons';
import { useMay } from '../../kernel/tenancy';
import { DeleteDialog, useWork } from '../../kernel/ui/dialogs';
import { Muted, PageHead } from '../../kernel/ui/layout';
import { ListTable, type Column } from '../../kernel/ui/ListTable';
import { FailureOf } from '../../kernel/ui/panes';
import { Phase } from '../../kernel/ui/Phase';
import { deleteJob, hasEnded, PHASES, stopJob, type RunRecord, type TrainingJob } from './api';
import { CreateJobDialog } from './CreateJobDialog';
import { t } from './locales';
import { useRefreshRuns, useRunRecords, useTrainingJobs } from './useTrainingJobs';

const BY_PHASE = 'status.phase';

const phaseFilter = () => ({ field: BY_PHASE, title: t('phase'), options: PHASES.map(phase => ({ value: phase, label: t(phase) })) });

/** Training jobs of a place. */
export function TrainingJobsPage({ place }: { place: Place }) {
  const state = useListState({ filters: [BY_PHASE] });
  const jobs = useTrainingJobs(place, state);
  const may = useMay(place);
  const [search] = useSearchParams();
  const [isCreating, create] = useOpened('create');
  const namespace = place.kind === 'project' ? place.namespace : undefined;
  const mayChange = namespace !== undefined && may('training', 'manage');
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        {namespace && <Link to={projectPath(namespace, 'trainingruns')}>{t('records')}</Link>}
      </PageHead>
      <ListTable
        label={t('title')}
        state={state}
        pages={jobs}
        columns={columns(place)}
        keyOf={job => job.metadata.uid}
        nameOf={job => job.metadata.name}
        filters={[phaseFilter()]}
        actions={mayChange && <Button color="secondary" shadow onClick={() => create(true)}>{t('create')}</Button>}
        {...(namespace ? {
          batch: (selected: TrainingJob[], done: () => void) =>
            <BatchActions namespace={namespace} selected={selected} mayChange={mayChange} onDone={done} />,
        } : {})}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
      {isCreating && namespace && mayChange && (
        <CreateJobDialog namespace={namespace} {...algorithmOf(search)} onClose={() => create(false)} />
      )}
    </>
  );
}

const algorithmOf = (search: URLSearchParams) => (search.get('algorithm') ? { algorithm: search.get('algorithm') ?? '' } : {});

function columns(place: Place): Column<TrainingJob>[] {
  return [
    {
      id: 'name',
      title: t('name'),
      sortBy: 'name',
      render: job => <Link to={projectPath(job.metadata.namespace, 'trainingjobs', job.metadata.name)}>{job.metadata.name}</Link>,
    },
    ...(place.kind === 'project' ? [] : [{ id: 'project', title: t('project'), render: (job: TrainingJob) => job.metadata.namespace }]),
    {
      id: 'phase',
      title: t('phase'),
      sortBy: 'status.phase',
      render: job => { const phase = job.status?.phase ?? 'Queued'; return <Phase phase={phase} label={t(phase)} />; },
    },
    { id: 'why', title: t('why'), render: job => <Muted>{explained(job.status?.message ?? '')}</Muted> },
    { id: 'algorithm', title: t('algorithm'), render: job => algorithmText(job.spec) },
    { id: 'duration', title: t('duration'), render: job => formatDuration(job.status?.startTime, job.status?.completionTime) },
    { id: 'creator', title: t('creator'), render: job => job.metadata.annotations?.['kubesphere.io/creator'] ?? '–' },
    { id: 'created', title: t('created'), sortBy: 'createTime', render: job => formatAge(job.metadata.creationTimestamp) },
  ];
}

function algorithmText(spec: TrainingJob['spec']): string {
  return spec.algorithm ? `${spec.algorithm.name} ${spec.algorithm.version}` : (spec.container?.image ?? '–');
}

function BatchActions({ namespace, selected, mayChange, onDone }: {
  namespace: string;
  selected: TrainingJob[];
  mayChange: boolean;
  onDone: () => void;
}) {
  const names = selected.map(job => job.metadata.name);
  const [isDeleting, setDeleting] = useState(false);
  const refresh = useRefreshRuns();
  const work = useWork(onDone);
  const live = selected.filter(job => !hasEnded(job.status?.phase ?? 'Queued') && !job.spec.suspend);
  const stopAll = () => work.run(async () => {
    for (const job of live) {
      await stopJob(namespace, job.metadata.name);
    }
    await refresh();
  });
  const deleteAll = async () => {
    for (const name of names) {
      await deleteJob(namespace, name);
    }
    await refresh();
    onDone();
  };
  return (
    <>
      <CompareButton namespace={namespace} names={names} />
      {mayChange && <Button disabled={live.length === 0 || work.isBusy} loading={work.isBusy} onClick={stopAll}>{t('stop')}</Button>}
      {mayChange && <Button color="error" onClick={() => setDeleting(true)}>{kernelText('delete')}</Button>}
      <FailureOf of={work} />
      {isDeleting && <DeleteDialog names={names} text={t('deleteText')} onDelete={deleteAll} onClose={() => setDeleting(false)} />}
    </>
  );
}

function CompareButton({ namespace, names }: { namespace: string; names: string[] }) {
  const navigate = useNavigate();
  const compare = () => navigate(`${projectPath(namespace, 'comparison')}?runs=${names.map(encodeURIComponent).join(',')}`);
  return <Button disabled={names.length < 2} onClick={compare}>{t('compare')}</Button>;
}

/** Records of runs, also of deleted jobs. */
export function TrainingRunsPage({ namespace }: { namespace: string }) {
  const place: Place = { kind: 'project', namespace };
  const state = useListState({ filters: [BY_PHASE] });
  const runs = useRunRecords(place, state);
  const runColumns: Column<RunRecord>[] = [
    { id: 'name', title: t('name'), render: run => <Link to={projectPath(namespace, 'trainingjobs', run.name)}>{run.name}</Link> },
    { id: 'phase', title: t('phase'), render: run => <Phase phase={run.phase} label={t(run.phase)} /> },
    { id: 'why', title: t('why'), render: run => <Muted>{explained(run.explanation.message)}</Muted> },
    { id: 'algorithm', title: t('algorithm'), render: run => algorithmText(run.spec) },
    { id: 'duration', title: t('duration'), render: run => formatDuration(run.times.startedAt, run.times.finishedAt) },
    { id: 'creator', title: t('creator'), render: run => run.creator },
    { id: 'created', title: t('created'), render: run => formatAge(run.createdAt) },
  ];
  return (
    <>
      <PageHead title={t('records')} text={t('recordsText')} back={{ to: projectPath(namespace, 'trainingjobs'), label: t('title') }} />
      <ListTable
        label={t('records')}
        state={state}
        pages={runs}
        columns={runColumns}
        keyOf={run => run.uid}
        nameOf={run => run.name}
        filters={[phaseFilter()]}
        batch={selected => <CompareButton namespace={namespace} names={selected.map(run => run.uid)} />}
        empty={{ title: t('noRecords'), text: t('emptyText') }}
      />
    </>
  );
}
