import React from 'react';
import { formatNumber } from '../../kernel/format';
import { Block, Muted, Row } from '../../kernel/ui/layout';
import { t } from './locales';
import { useDashboards } from './useTrainingJobs';

const TITLES = { 'training-job': 'dashboardOfJob', gpu: 'dashboardOfCards' } as const;

/** Ways to Grafana, where it has something to show; what cannot be had is no fault of the job's page. */
export function JobDashboards({ namespace, job }: { namespace: string; job: string }) {
  const dashboards = useDashboards(namespace, job).data ?? [];
  if (dashboards.length === 0) {
    return null;
  }
  return (
    <Block>
      <nav aria-label={t('dashboards')}>
        <Row>
          <Muted>{t('dashboards')}</Muted>
          {dashboards.map(({ name, url, series }) => (
            <a key={name} href={url} target="_blank" rel="noreferrer">{t(TITLES[name], { n: formatNumber(series) })}</a>
          ))}
        </Row>
      </nav>
    </Block>
  );
}
