import { Button } from '@kubed/components';
import React, { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { kernelText } from '../../kernel/locales';
import { projectPath } from '../../kernel/place';
import { explained } from '../../kernel/reasons';
import { useMay } from '../../kernel/tenancy';
import { DeleteDialog, useWork } from '../../kernel/ui/dialogs';
import { Block, Muted, PageHead, TabBar } from '../../kernel/ui/layout';
import { Await, FailureOf } from '../../kernel/ui/panes';
import { Phase } from '../../kernel/ui/Phase';
import { YamlEditor } from '../../kernel/ui/YamlEditor';
import { cleaned, toYaml } from '../../kernel/yaml';
import { JobLogLinks } from '../observability';
import { deleteJob, hasEnded, rerunJob, resumeJob, stopJob } from './api';
import { JobDashboards } from './JobDashboards';
import { EventsPanel, WorkersPanel } from './KubernetesPanels';
import { LineagePanel } from './LineagePanel';
import { t } from './locales';
import { LogPanel } from './LogPanel';
import { MetricsPanel } from './MetricsPanel';
import { OverviewPanel } from './OverviewPanel';
import type { Run } from './run';
import { useRefreshRuns, useRun } from './useTrainingJobs';

const TABS = ['overview', 'log', 'metrics', 'workers', 'events', 'lineage', 'yaml'] as const;
type Tab = (typeof TABS)[number];

/** All about one run, live while it runs, and for as long as its record is kept. */
export function TrainingJobPage({ namespace, name, tab = 'overview' }: { namespace: string; name: string; tab?: string | undefined }) {
  const run = useRun(namespace, name);
  const active: Tab = TABS.find(one => one === tab) ?? 'overview';
  return (
    <Await of={run}>
      {found => (
        <>
          <Head namespace={namespace} name={name} run={found} />
          <TabBar
            label={t('job')}
            tabs={TABS.map(id => ({ id, title: id === 'yaml' ? kernelText('yaml') : t(id) }))}
            active={active}
            pathOf={id => projectPath(namespace, 'trainingjobs', name, id)}
          />
          <Panel tab={active} namespace={namespace} name={name} run={found} />
        </>
      )}
    </Await>
  );
}

function Panel({ tab, namespace, name, run }: { tab: Tab; namespace: string; name: string; run: Run }) {
  const isLive = !hasEnded(run.why.phase);
  switch (tab) {
    case 'overview':
      return <OverviewPanel run={run} />;
    case 'log':
      return (
        <>
          <JobLogLinks namespace={namespace} job={name} />
          <LogPanel namespace={namespace} name={name} workers={run.job?.status?.workers?.wanted ?? 1} />
        </>
      );
    case 'metrics':
      return (
        <>
          <JobDashboards namespace={namespace} job={name} />
          <MetricsPanel namespace={namespace} name={name} isLive={isLive} />
        </>
      );
    case 'workers':
      return <WorkersPanel namespace={namespace} name={name} isLive={isLive} />;
    case 'events':
      return <EventsPanel namespace={namespace} name={name} isLive={isLive} />;
    case 'lineage':
      return <LineagePanel namespace={namespace} name={name} record={run.record} isLive={isLive} />;
    case 'yaml':
      return <Block><YamlEditor value={toYaml(run.job ? cleaned(run.job) : run.record)} height={560} /></Block>;
  }
}

function Head({ namespace, name, run }: { namespace: string; name: string; run: Run }) {
  const { phase } = run.why;
  const may = useMay({ kind: 'project', namespace });
  return (
    <PageHead
      title={name}
      text={run.job ? explained(run.why.message) : <Muted>{t('recordOnly')} {explained(run.why.message)}</Muted>}
      back={{ to: projectPath(namespace, 'trainingjobs'), label: t('title') }}
    >
      <Phase phase={phase} label={t(phase)} />
      {may('traces', 'view') && <Link to={`${projectPath(namespace, 'traces')}?${new URLSearchParams({ run: name, hours: '168' }).toString()}`}>{t('traces')}</Link>}
      <Actions namespace={namespace} name={name} run={run} />
    </PageHead>
  );
}

function Actions({ namespace, name, run }: { namespace: string; name: string; run: Run }) {
  const may = useMay({ kind: 'project', namespace });
  const navigate = useNavigate();
  const refresh = useRefreshRuns();
  const [isDeleting, setDeleting] = useState(false);
  const work = useWork();
  if (!may('training', 'manage')) {
    return null;
  }
  const isLive = run.job && !hasEnded(run.why.phase);
  const act = (action: () => Promise<unknown>) => work.run(async () => { await action(); await refresh(); });
  const rerun = () => work.run(async () => {
    const created = await rerunJob(namespace, name);
    await refresh();
    navigate(projectPath(namespace, 'trainingjobs', created.metadata.name));
  });
  return (
    <>
      {isLive && !run.job?.spec.suspend && <Button disabled={work.isBusy} onClick={() => act(() => stopJob(namespace, name))}>{t('stop')}</Button>}
      {isLive && run.job?.spec.suspend && <Button disabled={work.isBusy} onClick={() => act(() => resumeJob(namespace, name))}>{t('resume')}</Button>}
      {run.job && <Button disabled={work.isBusy} loading={work.isBusy} onClick={rerun}>{t('rerun')}</Button>}
      {run.job && <Button color="error" disabled={work.isBusy} onClick={() => setDeleting(true)}>{kernelText('delete')}</Button>}
      <FailureOf of={work} />
      {isDeleting && (
        <DeleteDialog
          names={[name]}
          text={t('deleteText')}
          onDelete={async () => { await deleteJob(namespace, name); navigate(projectPath(namespace, 'trainingjobs')); await refresh(); }}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
