import React from 'react';
import { Link } from 'react-router-dom';
import { formatAge } from '../../kernel/format';
import { projectPath } from '../../kernel/place';
import { explained } from '../../kernel/reasons';
import { Block, Facts, Grid, Muted, Plain } from '../../kernel/ui/layout';
import { Phase } from '../../kernel/ui/Phase';
import { PHASES, trainingText, type PhaseName } from '../training';
import type { FreeBlock, IdleGpu, JobLine, Overview } from './api';
import { formatFigure } from './figures';
import { t } from './locales';

/** Jobs that are there, by phase; in a project each leads to its list. */
export function Phases({ phases, namespace }: { phases: Overview['phases']; namespace: string | undefined }) {
  return (
    <Grid min={150}>
      {PHASES.filter(phase => phases[phase]).map(phase => (
        <Block key={phase}>
          <Phase phase={phase} label={trainingText(phase)} />
          {namespace
            ? <Link to={`${projectPath(namespace, 'trainingjobs')}?status.phase=${phase}`} style={{ fontSize: 24, fontWeight: 600 }}>{phases[phase]}</Link>
            : <strong style={{ fontSize: 24 }}>{phases[phase]}</strong>}
        </Block>
      ))}
    </Grid>
  );
}

/** What waits, and since when. */
export function WaitingPanel({ waiting }: { waiting: Overview['waiting'] }) {
  return (
    <Block>
      <h2>{t('waiting')}</h2>
      {waiting.depth === 0 ? <Muted>{t('nothingWaits')}</Muted> : (
        <>
          <Facts of={[[t('depth'), waiting.depth], [t('cardsWanted'), waiting.cards || undefined], [t('oldest'), formatAge(waiting.oldest[0]?.since)]]} />
          <JobLines label={t('waiting')} jobs={waiting.oldest} />
        </>
      )}
    </Block>
  );
}

/** What should run and gives no sign of life. */
export function StalledPanel({ jobs }: { jobs: JobLine[] }) {
  return (
    <Block>
      <h2>{t('stalled')}</h2>
      {jobs.length === 0 ? <Muted>{t('nothingStalled')}</Muted> : <JobLines label={t('stalled')} jobs={jobs} />}
    </Block>
  );
}

function JobLines({ label, jobs }: { label: string; jobs: JobLine[] }) {
  return (
    <Plain aria-label={label}>
      <tbody>
        {jobs.map(job => (
          <tr key={`${job.namespace}/${job.name}`}>
            <td><Link to={projectPath(job.namespace, 'trainingjobs', job.name)}>{job.name}</Link> <Muted>{job.namespace}</Muted></td>
            <td><Phase phase={job.phase as PhaseName} label={trainingText(job.phase as PhaseName)} /></td>
            <td><Muted>{explained(job.message)}</Muted></td>
            <td>{job.owner}</td>
            <td>{formatAge(job.since)}</td>
          </tr>
        ))}
      </tbody>
    </Plain>
  );
}

/** Cards that are held and not used. */
export function IdlePanel({ idle }: { idle: IdleGpu[] }) {
  return (
    <Block>
      <h2>{t('idle')}</h2>
      <Plain aria-label={t('idle')}>
        <tbody>
          {idle.map(pod => (
            <tr key={`${pod.namespace}/${pod.pod}`}>
              <td>{pod.pod} <Muted>{pod.namespace}</Muted></td>
              <td>{pod.owner ?? '–'}</td>
              <td>{formatFigure(pod.cards)}</td>
              <td><Muted>{t('peak', { amount: formatFigure(pod.peak) })}</Muted></td>
              <td>{pod.machine}</td>
            </tr>
          ))}
        </tbody>
      </Plain>
    </Block>
  );
}

/** The largest job that could start now, for each card model. */
export function FreeBlocksPanel({ blocks }: { blocks: FreeBlock[] }) {
  return (
    <Block>
      <h2>{t('freeBlocks')}</h2>
      <Plain aria-label={t('freeBlocks')}>
        <thead><tr><th>{t('model')}</th><th>{t('free')}</th><th>{t('largest')}</th><th>{t('shapes')}</th></tr></thead>
        <tbody>
          {blocks.map(block => (
            <tr key={`${block.model}/${block.resource}`}>
              <td>{block.model || '–'} <Muted>{block.resource}</Muted></td>
              <td>{block.free}</td>
              <td>{block.largest.workers === 0 ? t('nothingFits') : t('workers', { n: block.largest.workers, cards: block.largest.cardsPerWorker })}</td>
              <td><Muted>{block.shapes.map(shape => `${shape.workers} × ${shape.cardsPerWorker}`).join(', ')}</Muted></td>
            </tr>
          ))}
        </tbody>
      </Plain>
    </Block>
  );
}
