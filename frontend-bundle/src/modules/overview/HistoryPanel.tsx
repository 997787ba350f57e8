import React, { useMemo, useState } from 'react';
import { Block } from '../../kernel/ui/layout';
import { LineChart } from '../../kernel/ui/LineChart';
import { Await } from '../../kernel/ui/panes';
import { ChoiceField } from '../../kernel/ui/fields';
import type { History, MeasureName, Outlook } from './api';
import { t } from './locales';
import { useHistory } from './useOverview';

/** One measure over the last hours. */
export function HistoryPanel({ outlook, measures }: { outlook: Outlook; measures: MeasureName[] }) {
  const [measure, setMeasure] = useState<MeasureName>('cpu');
  const history = useHistory(outlook, measure, true);
  return (
    <Block>
      <h2>{t('history')}</h2>
      <div style={{ maxWidth: 220 }}>
        <ChoiceField
          label={t('measure')}
          value={measure}
          choices={measures.map(value => ({ value, label: t(value) }))}
          onChange={value => setMeasure(value as MeasureName)}
        />
      </div>
      <Await of={history}>{data => <Lines history={data} />}</Await>
    </Block>
  );
}

function Lines({ history }: { history: History }) {
  const curves = useMemo(() => history.lines.map(line => ({
    label: t(line.name),
    points: line.points.map(point => ({ step: seconds(point.time), value: point.value })),
  })), [history]);
  return <LineChart title={`${t(history.measure)} (${t(`${history.unit}Name`)})`} curves={curves} span={{ from: seconds(history.from), to: seconds(history.to) }} />;
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}
