import { Button } from '@kubed/components';
import React, { useMemo, useState } from 'react';
import { Muted, Mono, Plain } from '../../kernel/ui/layout';
import type { SpanRow, Trace } from './api';
import { colourOf, formatMicros } from './figures';
import { t } from './locales';
import { barOf, parentsOf, unfolded } from './rows';

const PORTION = 300;

/** A trace over time, one line for each span; thousands of lines come in portions. */
export function Waterfall({ trace }: { trace: Trace }) {
  const [folded, setFolded] = useState<Set<string>>(new Set());
  const [most, setMost] = useState(PORTION);
  const parents = useMemo(() => parentsOf(trace.rows), [trace]);
  const rows = useMemo(() => unfolded(trace.rows, folded), [trace, folded]);
  const toggle = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) {
      next.add(id);
    }
    setFolded(next);
  };
  return (
    <>
      <Plain aria-label={t('waterfall')}>
        <thead>
          <tr><th style={{ width: '42%' }}>{t('span')}</th><th>{t('when')}</th></tr>
        </thead>
        <tbody>
          {trace.others && <OthersLine others={trace.others} whole={trace.durationMicros} />}
          {rows.slice(0, most).map(row => (
            <Line
              key={row.id}
              row={row}
              whole={trace.durationMicros}
              isParent={parents.has(row.id)}
              isFolded={folded.has(row.id)}
              onFold={() => toggle(row.id)}
            />
          ))}
        </tbody>
      </Plain>
      {rows.length > most && (
        <Button size="sm" onClick={() => setMost(most + PORTION)}>{t('showMore', { n: Math.min(PORTION, rows.length - most) })}</Button>
      )}
    </>
  );
}

function OthersLine({ others, whole }: { others: { offsetMicros: number; durationMicros: number }; whole: number }) {
  const label = t('bar', { name: t('others'), service: t('others'), offset: formatMicros(others.offsetMicros), duration: formatMicros(others.durationMicros) });
  return (
    <tr>
      <td><em>{t('others')}</em></td>
      <td><Bar offset={others.offsetMicros} duration={others.durationMicros} whole={whole} colour="#98a2b3" label={label} /></td>
    </tr>
  );
}

function Line(props: { row: SpanRow; whole: number; isParent: boolean; isFolded: boolean; onFold: () => void }) {
  const { row, whole, isParent, isFolded } = props;
  const [isOpen, setOpen] = useState(false);
  const label = t('bar', { name: row.operation, service: row.service, offset: formatMicros(row.offsetMicros), duration: formatMicros(row.durationMicros) });
  return (
    <tr>
      <td style={{ paddingLeft: Math.min(row.depth, 20) * 14 }}>
        {isParent && (
          <Toggle isOpen={!isFolded} label={t(isFolded ? 'unfold' : 'fold', { name: row.operation })} onClick={props.onFold}>{isFolded ? '▸' : '▾'}</Toggle>
        )}
        <Toggle isOpen={isOpen} label={t('details', { name: row.operation })} onClick={() => setOpen(!isOpen)}>
          <strong>{row.service}</strong> {row.operation}
        </Toggle>
        {row.failed && <strong style={{ color: '#ab2f29' }}> {t('failed')}</strong>}
        <Remarks row={row} />
        {isOpen && <Details row={row} />}
      </td>
      <td><Bar offset={row.offsetMicros} duration={row.durationMicros} whole={whole} colour={row.failed ? '#ab2f29' : colourOf(row.service)} label={label} /></td>
    </tr>
  );
}

function Toggle({ isOpen, label, onClick, children }: { isOpen: boolean; label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={label}
      onClick={onClick}
      style={{ border: 0, background: 'none', padding: '0 4px', cursor: 'pointer', font: 'inherit', color: 'inherit', textAlign: 'left' }}
    >
      {children}
    </button>
  );
}

function Remarks({ row }: { row: SpanRow }) {
  const remarks = [
    row.parent === 'MISSING' || row.parent === 'OTHER_PROJECT' ? t(row.parent) : '',
    row.skewMicros === 0 ? '' : t('skewed', { amount: `${row.skewMicros < 0 ? '-' : '+'}${formatMicros(Math.abs(row.skewMicros))}` }),
  ].filter(Boolean);
  return remarks.length === 0 ? null : <Muted> {remarks.join(', ')}</Muted>;
}

function Bar(props: { offset: number; duration: number; whole: number; colour: string; label: string }) {
  const { x, width } = barOf(props.offset, props.duration, props.whole);
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <svg role="img" aria-label={props.label} width="100%" height="12" preserveAspectRatio="none" viewBox="0 0 100 12">
        <rect x={x} y="1" width={width} height="10" fill={props.colour} />
      </svg>
      <span style={{ whiteSpace: 'nowrap' }}>{formatMicros(props.duration)}</span>
    </div>
  );
}

function Details({ row }: { row: SpanRow }) {
  const known: Array<[string, string | undefined]> = [[t('kind'), row.kind], [t('project'), row.project], [t('pod'), row.pod]];
  const facts = [...known, ...Object.entries(row.attributes)].filter(([, value]) => value);
  return (
    <Plain aria-label={t('details', { name: row.operation })}>
      <thead><tr><th>{t('attribute')}</th><th>{t('value')}</th></tr></thead>
      <tbody>
        {facts.map(([name, value]) => <tr key={name}><td>{name}</td><td><Mono>{value}</Mono></td></tr>)}
      </tbody>
    </Plain>
  );
}
