import React from 'react';
import { formatNumber, formatTime } from '../../kernel/format';
import { Block, Muted, Plain } from '../../kernel/ui/layout';
import { EmptyPane } from '../../kernel/ui/panes';
import type { ServiceGraph, Traffic } from './api';
import { formatMicros } from './figures';
import { layout, type Spot } from './graphLayout';
import { t } from './locales';

const BOX = { width: 170, height: 52 };
const ALERT = '#ab2f29';

/** Who calls whom, as a drawing whose parts can be reached by the keyboard, and as a table. */
export function GraphPanel({ graph }: { graph: ServiceGraph }) {
  if (graph.services.length === 0) {
    return <EmptyPane title={t('noCalls')} text={t('noTracesText')} />;
  }
  return (
    <>
      <Block>
        <Drawing graph={graph} />
        <Muted>{t('counted', { n: graph.traces, from: formatTime(graph.countedFrom) })}</Muted>
      </Block>
      <Block>
        <TrafficTable
          label={t('services')}
          lines={graph.services.map(service => ({ name: service.name, remark: service.reports ? '' : t('silent'), traffic: service.traffic }))}
        />
      </Block>
      <Block>
        <TrafficTable label={t('calls')} lines={graph.calls.map(call => ({ name: `${call.from} → ${call.to}`, remark: '', traffic: call.traffic }))} />
      </Block>
    </>
  );
}

function Drawing({ graph }: { graph: ServiceGraph }) {
  const { spots, width, height } = layout(graph);
  return (
    <div style={{ overflow: 'auto' }}>
      <svg role="group" aria-label={t('graphLabel', { n: graph.services.length })} width={width} height={height} viewBox={`-8 -8 ${width} ${height}`}>
        <defs>
          <marker id="traces-arrow" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#5f708a" /></marker>
        </defs>
        {graph.calls.map(call => {
          const [from, to] = [spots.get(call.from), spots.get(call.to)];
          return from && to ? <Arrow key={`${call.from}>${call.to}`} from={from} to={to} traffic={call.traffic} /> : null;
        })}
        {graph.services.map(service => {
          const spot = spots.get(service.name);
          return spot ? <Box key={service.name} spot={spot} traffic={service.traffic} isDashed={!service.reports} /> : null;
        })}
      </svg>
    </div>
  );
}

function Arrow({ from, to, traffic }: { from: Spot; to: Spot; traffic: Traffic }) {
  const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.height / 2, to.x, to.y + BOX.height / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  const label = t('edge', { from: from.name, to: to.name, count: traffic.count, failed: traffic.failed, p50: formatMicros(traffic.p50Micros) });
  return (
    <g tabIndex={0} role="img" aria-label={label}>
      <title>{label}</title>
      <path
        d={`M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`}
        fill="none"
        stroke={traffic.failed > 0 ? ALERT : '#5f708a'}
        strokeWidth={Math.min(6, 1 + Math.log10(Math.max(1, traffic.count)))}
        markerEnd="url(#traces-arrow)"
      />
    </g>
  );
}

function Box({ spot, traffic, isDashed }: { spot: Spot; traffic: Traffic; isDashed: boolean }) {
  const label = t('node', {
    name: spot.name,
    count: traffic.count,
    failed: traffic.failed,
    p50: formatMicros(traffic.p50Micros),
    p95: formatMicros(traffic.p95Micros),
    p99: formatMicros(traffic.p99Micros),
  });
  return (
    <g tabIndex={0} role="img" aria-label={label} transform={`translate(${spot.x},${spot.y})`}>
      <title>{label}</title>
      <rect
        width={BOX.width}
        height={BOX.height}
        rx="6"
        fill="#fff"
        stroke={traffic.failed > 0 ? ALERT : '#3d7bb1'}
        strokeWidth="1.5"
        {...(isDashed ? { strokeDasharray: '5 3' } : {})}
      />
      <text x="10" y="21" fontSize="12" fontWeight="600" fill="#242e42">{spot.name.length > 22 ? `${spot.name.slice(0, 21)}…` : spot.name}</text>
      <text x="10" y="39" fontSize="11" fill="#5f708a">{`${formatNumber(traffic.count)} · ${formatMicros(traffic.p95Micros)}`}</text>
    </g>
  );
}

function TrafficTable({ label, lines }: { label: string; lines: Array<{ name: string; remark: string; traffic: Traffic }> }) {
  return (
    <Plain aria-label={label}>
      <thead>
        <tr><th>{label}</th><th>{t('requests')}</th><th>{t('rate')}</th><th>{t('errors')}</th><th>p50</th><th>p95</th><th>p99</th></tr>
      </thead>
      <tbody>
        {lines.map(({ name, remark, traffic }) => (
          <tr key={name}>
            <td>{name} {remark && <Muted>{remark}</Muted>}</td>
            <td>{formatNumber(traffic.count)}</td>
            <td>{formatNumber(Math.round(traffic.perSecond * 1000) / 1000)}</td>
            <td>{formatNumber(traffic.failed)}</td>
            <td>{formatMicros(traffic.p50Micros)}</td>
            <td>{formatMicros(traffic.p95Micros)}</td>
            <td>{formatMicros(traffic.p99Micros)}</td>
          </tr>
        ))}
      </tbody>
    </Plain>
  );
}
