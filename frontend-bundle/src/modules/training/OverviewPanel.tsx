import React from 'react';
import { formatDuration, formatTime } from '../../kernel/format';
import { explained } from '../../kernel/reasons';
import { Block, Facts, Mono, Muted, Plain } from '../../kernel/ui/layout';
import { Phase } from '../../kernel/ui/Phase';
import { t } from './locales';
import type { Run } from './run';

/** How the run stands and why, with the evidence; and what it was told. */
export function OverviewPanel({ run: { job, record, why } }: { run: Run }) {
  return (
    <>
      <Block>
        <h2>{t('why')}</h2>
        <Phase phase={why.phase} label={why.reason ? `${t(why.phase)} · ${why.reason}` : t(why.phase)} />
        <p>{explained(why.message)}</p>
        {why.nextStep && <p><strong>{t('nextStep')}:</strong> {explained(why.nextStep)}</p>}
        {why.evidence.length > 0 && <Evidence of={why.evidence} />}
      </Block>
      <Block>
        <Facts of={[
          [t('algorithm'), record.algorithm ? `${record.algorithm.namespace}/${record.algorithm.name} ${record.algorithm.version}` : record.spec.container?.image],
          [t('creator'), record.creator],
          [t('created'), formatTime(record.createdAt)],
          [t('started'), formatTime(job?.status?.startTime ?? record.times.startedAt)],
          [t('ended'), formatTime(job?.status?.completionTime ?? record.times.finishedAt)],
          [t('duration'), formatDuration(job?.status?.startTime ?? record.times.startedAt, job?.status?.completionTime ?? record.times.finishedAt)],
          [t('engine'), record.engine],
          [t('queue'), record.spec.queue],
          [t('workers'), job?.status?.workers && `${job.status.workers.running} / ${job.status.workers.wanted}`],
        ]}
        />
      </Block>
      <Block>
        <h2>{t('parameters')}</h2>
        {Object.keys(record.parameters).length === 0
          ? <Muted>{t('noParameters')}</Muted>
          : <Facts of={Object.entries(record.parameters).map(([name, value]) => [name, <Mono key={name}>{String(value)}</Mono>])} />}
      </Block>
    </>
  );
}

function Evidence({ of }: { of: Run['why']['evidence'] }) {
  return (
    <Plain aria-label={t('evidence')}>
      <thead><tr><th>{t('object')}</th><th>{t('field')}</th><th>{t('value')}</th><th>{t('time')}</th></tr></thead>
      <tbody>
        {of.map((fact, index) => (
          <tr key={index}><td>{fact.object}</td><td><Mono>{fact.field}</Mono></td><td>{fact.value}</td><td>{formatTime(fact.time)}</td></tr>
        ))}
      </tbody>
    </Plain>
  );
}
