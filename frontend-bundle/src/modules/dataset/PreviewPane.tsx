import { Alert } from '@kubed/components';
import React from 'react';
import styled from 'styled-components';
import { formatNumber } from '../../kernel/format';
import { Plain } from '../../kernel/ui/layout';
import { Await, EmptyPane } from '../../kernel/ui/panes';
import type { ColumnStatistics, DatasetRef, Preview } from './api';
import { t } from './locales';
import { usePreview, useThumbnail } from './useDatasets';

const SHOWN_ROWS = 50;

/** What is in a file, as far as that can be shown. */
export function PreviewPane({ of, version, path }: { of: DatasetRef; version: string; path: string }) {
  const preview = usePreview(of, version, path);
  return (
    <>
      <h2>{path}</h2>
      <Await of={preview}>{found => <Content of={of} version={version} preview={found} />}</Await>
    </>
  );
}

function Content({ of, version, preview }: { of: DatasetRef; version: string; preview: Preview }) {
  if (preview.fault) {
    return <Alert type="warning" showIcon>{preview.fault}</Alert>;
  }
  if (preview.table) {
    return <Table table={preview.table} />;
  }
  if (preview.image) {
    return <Picture of={of} version={version} path={preview.file.path} size={preview.image} />;
  }
  if (preview.text) {
    return <pre style={{ maxHeight: 420, overflow: 'auto', whiteSpace: 'pre-wrap' }} tabIndex={0}>{preview.text.head}</pre>;
  }
  return <EmptyPane title={t('noPreview')} />;
}

function Picture({ of, version, path, size }: { of: DatasetRef; version: string; path: string; size: NonNullable<Preview['image']> }) {
  const thumbnail = useThumbnail(of, version, path);
  return (
    <Await of={thumbnail}>
      {url => (
        <figure style={{ margin: 0 }}>
          <img src={url} alt={path} style={{ maxWidth: '100%' }} />
          <figcaption>{size.width} × {size.height} {size.format}</figcaption>
        </figure>
      )}
    </Await>
  );
}

function Table({ table }: { table: NonNullable<Preview['table']> }) {
  return (
    <>
      {table.totalRows !== undefined && <p>{t('rows', { count: formatNumber(table.totalRows) })}</p>}
      {table.statistics && <Statistics of={table.statistics} />}
      <div style={{ overflow: 'auto', maxHeight: 420, marginTop: 12 }} tabIndex={0} role="group" aria-label={t('firstRows')}>
        <Plain className="as-is" aria-label={t('firstRows')}>
          <thead><tr>{table.columns.map(column => <th key={column.name} title={column.type}>{column.name}</th>)}</tr></thead>
          <tbody>
            {table.rows.slice(0, SHOWN_ROWS).map((row, index) => (
              <tr key={index}>{row.map((value, column) => <td key={column}>{value ?? '∅'}</td>)}</tr>
            ))}
          </tbody>
        </Plain>
      </div>
    </>
  );
}

function Statistics({ of }: { of: ColumnStatistics[] }) {
  return (
    <Plain aria-label={t('statistics')}>
      <thead>
        <tr>
          <th>{t('column')}</th><th>{t('type')}</th><th>{t('unique')}</th><th>{t('empty')}</th><th>{t('range')}</th><th>{t('mean')}</th>
          <th>{t('quartiles')}</th><th>{t('distribution')}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(column => (
          <tr key={column.column_name}>
            <td>{column.column_name}</td>
            <td>{column.column_type}</td>
            <td>{column.approx_unique ?? '–'}</td>
            <td>{column.null_percentage ? `${Number(column.null_percentage)} %` : '–'}</td>
            <td>{column.min === null ? '–' : `${column.min} … ${column.max ?? ''}`}</td>
            <td>{numberText(column.avg)}</td>
            <td>{[column.q25, column.q50, column.q75].some(Boolean) ? [column.q25, column.q50, column.q75].map(numberText).join(' / ') : '–'}</td>
            <td><Histogram column={column} /></td>
          </tr>
        ))}
      </tbody>
    </Plain>
  );
}

function numberText(text: string | null): string {
  return text === null ? '–' : Number.isFinite(Number(text)) ? formatNumber(Number(text)) : text;
}

const Bars = styled.span`
  display: inline-flex;
  align-items: flex-end;
  gap: 1px;
  height: 32px;
  width: 120px;

  > i {
    flex: 1;
    min-width: 2px;
    background: ${props => props.theme.palette['accents_6']};
  }
`;

function Histogram({ column }: { column: ColumnStatistics }) {
  const parts = column.distribution ?? [];
  const rows = parts.map(part => Number(part.rows));
  const most = Math.max(1, ...rows);
  const label = parts.slice(0, 10).map(part => `${part.value ?? '∅'}: ${part.rows}`).join(', ');
  return (
    <Bars role="img" aria-label={`${column.column_name}: ${label}`} title={label}>
      {rows.map((count, index) => <i key={index} style={{ height: `${Math.max(4, (100 * count) / most)}%` }} />)}
    </Bars>
  );
}
