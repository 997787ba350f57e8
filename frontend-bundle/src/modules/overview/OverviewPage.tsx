import React from 'react';
import { Link } from 'react-router-dom';
import { formatAge } from '../../kernel/format';
import { projectPath, type Place } from '../../kernel/place';
import { Block, Grid, Muted, PageHead, Plain } from '../../kernel/ui/layout';
import { Await, EmptyPane } from '../../kernel/ui/panes';
import { Phase } from '../../kernel/ui/Phase';
import { PHASES, trainingText, useJobCount, useTrainingJobs, type PhaseName } from '../training';
import { t } from './locales';

const LATEST = { page: 1, limit: 10, sortBy: '', ascending: false, name: '', filters: {} };

/** A project at a glance. */
export function OverviewPage({ namespace }: { namespace: string }) {
  const place: Place = { kind: 'project', namespace };
  const latest = useTrainingJobs(place, LATEST);
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <Grid min={150}>
        {PHASES.map(phase => <PhaseCard key={phase} place={place} namespace={namespace} phase={phase} />)}
      </Grid>
      <Block style={{ marginTop: 12 }}>
        <h2>{t('latest')}</h2>
        <Await of={latest}>
          {({ items }) => items.length === 0
            ? (
              <EmptyPane
                title={trainingText('emptyTitle')}
                text={trainingText('emptyText')}
                action={<Link to={`${projectPath(namespace, 'trainingjobs')}?create=`}>{trainingText('create')}</Link>}
              />
            )
            : (
              <Plain aria-label={t('latest')}>
                <tbody>
                  {items.map(job => {
                    const phase = job.status?.phase ?? 'Queued';
                    return (
                      <tr key={job.metadata.uid}>
                        <td><Link to={projectPath(namespace, 'trainingjobs', job.metadata.name)}>{job.metadata.name}</Link></td>
                        <td><Phase phase={phase} label={trainingText(phase)} /></td>
                        <td><Muted>{job.status?.message}</Muted></td>
                        <td>{formatAge(job.metadata.creationTimestamp)}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </Plain>
            )}
        </Await>
        <Link to={projectPath(namespace, 'trainingjobs')}>{t('all')}</Link>
      </Block>
    </>
  );
}

function PhaseCard({ place, namespace, phase }: { place: Place; namespace: string; phase: PhaseName }) {
  const count = useJobCount(place, phase);
  if (!count.data) {
    return null;
  }
  return (
    <Block>
      <Phase phase={phase} label={trainingText(phase)} />
      <Link to={`${projectPath(namespace, 'trainingjobs')}?status.phase=${phase}`} style={{ fontSize: 24, fontWeight: 600 }}>{count.data}</Link>
    </Block>
  );
}
