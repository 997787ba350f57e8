import React from 'react';
import { useTheme } from 'styled-components';
import { formatAge } from '../../kernel/format';
import { Block, Muted, Row } from '../../kernel/ui/layout';
import type { Figure, Ring } from './api';
import { formatFigure, share } from './figures';
import { t } from './locales';

const COLOURS = { allocatable: '#5f708a', requested: '#b8731a', used: '#3385b0' };
const RADII = { allocatable: 44, requested: 34, used: 24 };
type Part = keyof typeof COLOURS;
const PARTS: Part[] = ['allocatable', 'requested', 'used'];

/** One measure: capacity ▸ allocatable ▸ requested ▸ used, each with its age. */
export function RingCard({ ring }: { ring: Ring }) {
  const silent = ring.used.value !== undefined && ring.reporting < ring.machines;
  return (
    <Block aria-label={t(ring.measure)}>
      <h2>{t(ring.measure)}</h2>
      <Row style={{ flexWrap: 'nowrap', alignItems: 'flex-start', gap: 16 }}>
        <Circles ring={ring} />
        <dl style={{ margin: 0, flex: 1, minWidth: 0 }}>
          <Line label={t('capacity')} figure={ring.capacity} />
          {PARTS.map(part => <Line key={part} label={t(part)} figure={ring[part]} colour={COLOURS[part]} />)}
        </dl>
      </Row>
      {silent && <Muted>{t('reporting', { n: ring.reporting, all: ring.machines })}</Muted>}
    </Block>
  );
}

function Circles({ ring }: { ring: Ring }) {
  const theme = useTheme();
  return (
    <svg viewBox="0 0 100 100" width={100} height={100} style={{ flexShrink: 0 }} role="img" aria-label={spoken(ring)}>
      {PARTS.map(part => {
        const length = 2 * Math.PI * RADII[part];
        const filled = share(ring[part], ring.capacity);
        return (
          <g key={part} fill="none" strokeWidth={7} transform="rotate(-90 50 50)">
            <circle cx={50} cy={50} r={RADII[part]} stroke={theme.palette['accents_2']} strokeDasharray={filled === undefined ? '2 3' : 'none'} />
            {filled !== undefined && filled > 0 && (
              <circle cx={50} cy={50} r={RADII[part]} stroke={COLOURS[part]} strokeDasharray={`${filled * length} ${length}`} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function spoken(ring: Ring): string {
  return PARTS.map(part => {
    const filled = share(ring[part], ring.capacity);
    return `${t(part)} ${filled === undefined ? t('unknown') : `${Math.round(filled * 100)} %`}`;
  }).join(', ');
}

function Line({ label, figure, colour }: { label: string; figure: Figure; colour?: string }) {
  return (
    <div style={{ marginBottom: 4 }}>
      <dt>
        {colour && <span aria-hidden style={{ display: 'inline-block', width: 8, height: 8, borderRadius: 4, background: colour, marginRight: 6 }} />}
        <Muted>{label}</Muted>
      </dt>
      <dd style={{ margin: 0 }} title={figure.time}>
        <strong>{formatFigure(figure)}</strong>{' '}
        <Muted>{figure.time ? formatAge(figure.time) : t(reasonKey(figure.missing))}</Muted>
      </dd>
    </div>
  );
}

/** Why a figure is missing, in words. */
function reasonKey(missing: string | undefined): 'NoSource' | 'SourceUnavailable' | 'NoSamples' {
  return missing === 'NoSource' || missing === 'SourceUnavailable' ? missing : 'NoSamples';
}
