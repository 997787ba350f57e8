import { Button } from '@kubed/components';
import React from 'react';
import { Block, Muted, Plain, Row, Spacer } from '../../kernel/ui/layout';
import type { Breakdown, Figures, MeasureName, TableRow } from './api';
import { formatFigure, isSome } from './figures';
import { t } from './locales';
import { PLANES, PlaneCell } from './PlaneCell';

/** Who holds and uses how much; the rows, the others and what is nobody's are all of the ring. */
export function BreakdownTable({ table, measures, onSave }: { table: Breakdown; measures: MeasureName[]; onSave: () => void }) {
  const rest = table.totalItems - table.items.length;
  const planes = table.by === 'machines' ? PLANES : [];
  return (
    <Block>
      <Row>
        <h2 style={{ fontSize: 14, margin: 0 }}>{t(table.by)}</h2>
        <Muted>{table.totalItems}</Muted>
        <Spacer />
        <Button size="sm" onClick={onSave} aria-label={t('saveTable', { table: t(table.by) })}>{t('csv')}</Button>
      </Row>
      <Plain aria-label={t(table.by)}>
        <thead>
          <tr>
            <th>{t('name')}</th>
            {measures.map(measure => <th key={measure}>{t(measure)}</th>)}
            {planes.map(plane => <th key={plane}>{t(plane)}</th>)}
          </tr>
        </thead>
        <tbody>
          {table.items.map(row => (
            <tr key={`${row.namespace ?? ''}/${row.name}`}>
              <td>{row.name}<Muted>{detail(row)}</Muted></td>
              <Cells row={row} measures={measures} />
              {planes.map(plane => <PlaneCell key={plane} plane={row.machine?.planes.find(each => each.plane === plane)} />)}
            </tr>
          ))}
          {rest > 0 && <Summary label={t('others', { n: rest })} row={table.others} measures={measures} />}
          {hasAny(table.unattributed) && <Summary label={t('unattributed')} row={table.unattributed} measures={measures} />}
        </tbody>
      </Plain>
    </Block>
  );
}

function Summary({ label, row, measures }: { label: string; row: TableRow; measures: MeasureName[] }) {
  return <tr><td><em>{label}</em></td><Cells row={row} measures={measures} /></tr>;
}

function Cells({ row, measures }: { row: TableRow; measures: MeasureName[] }) {
  return (
    <>
      {measures.map(measure => (
        <td key={measure}>
          {t('requestedShort', { amount: formatFigure(row.requested[measure]) })}
          <br />
          <Muted>{t('usedShort', { amount: formatFigure(row.used[measure]) })}</Muted>
        </td>
      ))}
    </>
  );
}

function detail(row: TableRow): string {
  const { machine } = row;
  if (machine) {
    const state = machine.state === 'Ready' ? '' : machine.state;
    return [machine.model, state].filter(Boolean).map(text => ` · ${text}`).join('');
  }
  return row.namespace ? ` · ${row.namespace}` : '';
}

function hasAny({ requested, used }: { requested: Figures; used: Figures }): boolean {
  return [...Object.values(requested), ...Object.values(used)].some(isSome);
}
