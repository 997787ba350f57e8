import { Checkbox } from '@kubed/components';
import React, { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { formatNumber, formatSeconds } from '../../kernel/format';
import { projectPath } from '../../kernel/place';
import { Block, PageHead, Plain } from '../../kernel/ui/layout';
import { Await, EmptyPane, ErrorPane } from '../../kernel/ui/panes';
import { Phase } from '../../kernel/ui/Phase';
import type { Comparison, MetricChart } from './api';
import { t } from './locales';
import { Charts } from './MetricsPanel';
import { useComparison, useMetricsOfAll } from './useTrainingJobs';

/** Runs beside each other. */
export function ComparisonPage({ namespace, runs }: { namespace: string; runs: string[] }) {
  const comparison = useComparison(namespace, runs);
  const head = <PageHead title={t('compareTitle')} text={t('compareText')} back={{ to: projectPath(namespace, 'trainingjobs'), label: t('title') }} />;
  if (runs.length < 2) {
    return <>{head}<Block><EmptyPane title={t('compareFew')} /></Block></>;
  }
  return (
    <>
      {head}
      <Block><Await of={comparison}>{found => <Tables namespace={namespace} found={found} />}</Await></Block>
      {comparison.data && <Curves namespace={namespace} runs={comparison.data.runs.map(run => run.name)} />}
    </>
  );
}

function Tables({ namespace, found }: { namespace: string; found: Comparison }) {
  const [onlyDiffering, setOnlyDiffering] = useState(true);
  const parameters = found.parameters.filter(parameter => parameter.differs || !onlyDiffering);
  return (
    <>
      <Checkbox label={t('onlyDiffering')} checked={onlyDiffering} onChange={() => setOnlyDiffering(!onlyDiffering)} />
      <Plain aria-label={t('compareTitle')}>
        <thead>
          <tr>
            <th />
            {found.runs.map(run => (
              <th key={run.uid} scope="col">
                <Link to={projectPath(namespace, 'trainingjobs', run.name)}>{run.name}</Link>
                <Phase phase={run.phase} label={t(run.phase)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr><th scope="row">{t('algorithm')}</th>{found.runs.map(run => <td key={run.uid}>{run.algorithm}</td>)}</tr>
          <tr>
            <th scope="row">{t('input')}</th>
            {found.runs.map(run => <td key={run.uid}>{run.inputs.map(input => `${input.name}: ${input.source}`).join(', ')}</td>)}
          </tr>
          <tr>
            <th scope="row">{t('duration')}</th>
            {found.runs.map(run => <td key={run.uid}>{run.duration === undefined ? '–' : formatSeconds(run.duration)}</td>)}
          </tr>
          {parameters.map(({ name, values, differs }) => (
            <tr key={name}>
              <th scope="row">{t('parameter')} {name}</th>
              {values.map((value, index) => <td key={index}>{differs ? <strong>{textOf(value)}</strong> : textOf(value)}</td>)}
            </tr>
          ))}
          {found.metrics.map(({ name, values, best }) => (
            <tr key={name}>
              <th scope="row">{t('metric')} {name}</th>
              {values.map((value, index) => (
                <td key={index}>{typeof value === 'number' ? formatNumber(value) : textOf(value)}{index === best && <strong> ★ {t('best')}</strong>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Plain>
    </>
  );
}

const textOf = (value: unknown) => (value === null || value === undefined ? '–' : String(value));

function Curves({ namespace, runs }: { namespace: string; runs: string[] }) {
  const answers = useMetricsOfAll(namespace, runs);
  const failed = answers.find(answer => answer.error);
  const charts = useMemo(
    () => answers.flatMap((answer, index) => (answer.data ? [{ name: runs[index] ?? '', chart: answer.data as MetricChart }] : [])),
    [answers.map(answer => answer.dataUpdatedAt).join()],
  );
  if (failed) {
    return <ErrorPane failure={failed.error} onRetry={() => void failed.refetch()} />;
  }
  return <Block><Charts runs={charts} /></Block>;
}
