import { Button, Checkbox, Input } from '@kubed/components';
import React, { useMemo, useState } from 'react';
import { Block, Grid, Muted, Row } from '../../kernel/ui/layout';
import { LineChart, type Curve } from '../../kernel/ui/LineChart';
import { Await, EmptyPane } from '../../kernel/ui/panes';
import type { MetricChart } from './api';
import { t } from './locales';
import { useMetrics } from './useTrainingJobs';

const CHARTS = 12;

/** Charts of what a run reports. */
export function MetricsPanel({ namespace, name, isLive }: { namespace: string; name: string; isLive: boolean }) {
  const metrics = useMetrics(namespace, name, isLive);
  return <Block><Await of={metrics}>{chart => <Charts runs={[{ name, chart }]} />}</Await></Block>;
}

/** One chart for each metric, with a curve for each run; many metrics are shown a dozen at a time. */
export function Charts({ runs }: { runs: Array<{ name: string; chart: MetricChart }> }) {
  const [part, setPart] = useState('');
  const [logarithmic, setLogarithmic] = useState(false);
  const [shown, setShown] = useState(CHARTS);
  const curves = useMemo(() => curvesOf(runs), [runs]);
  const keys = [...curves.keys()].filter(key => key.toLowerCase().includes(part.toLowerCase()));
  if (curves.size === 0) {
    return <EmptyPane title={t('noMetrics')} text={t('noMetricsText')} />;
  }
  return (
    <>
      <Row style={{ marginBottom: 12 }}>
        <div style={{ width: 220 }}>
          <Input
            aria-label={t('filterMetrics')}
            placeholder={t('filterMetrics')}
            value={part}
            onChange={(event: React.ChangeEvent<HTMLInputElement>) => setPart(event.target.value)}
          />
        </div>
        <Checkbox label={t('logarithmic')} checked={logarithmic} onChange={() => setLogarithmic(!logarithmic)} />
        <Muted>{keys.length}</Muted>
      </Row>
      <Grid min={360}>
        {keys.slice(0, shown).map(key => <LineChart key={key} title={key} curves={curves.get(key) ?? []} logarithmic={logarithmic} />)}
      </Grid>
      {keys.length > shown && <Button onClick={() => setShown(shown + CHARTS)}>{t('more')}</Button>}
    </>
  );
}

function curvesOf(runs: Array<{ name: string; chart: MetricChart }>): Map<string, Curve[]> {
  const curves = new Map<string, Curve[]>();
  for (const { name, chart } of runs) {
    for (const { key, points } of chart.series) {
      const curve = { label: name, points: points.map(({ step, value }) => ({ step, value: Number(value) })) };
      curves.set(key, [...(curves.get(key) ?? []), curve]);
    }
  }
  return curves;
}
