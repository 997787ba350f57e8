import React, { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import uPlotStyle from 'uplot/dist/uPlot.min.css?inline';
import { useTheme } from 'styled-components';
import { formatNumber } from '../format';
import { kernelText } from '../locales';

/** A curve: points by rising step; a value that is no number is a gap. */
export interface Curve {
  label: string;
  points: Array<{ step: number; value: number }>;
}

const COLOURS = ['#3385b0', '#55bc8a', '#b8731a', '#8454cd', '#ca2621', '#00aa72', '#a3317d', '#5f708a'];
const HEIGHT = 220;
const STYLE_ID = 'ai-platform-uplot';

/** Curves over steps. Drag to zoom, double click to see all; the same numbers are in the summary for screen readers. */
export function LineChart({ title, curves, logarithmic = false, span }: {
  title: string;
  curves: Curve[];
  logarithmic?: boolean;
  /** Steps are seconds since 1970, from one to another, whether or not there are points all the way. */
  span?: { from: number; to: number };
}) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const key = JSON.stringify([curves.map(curve => curve.label), logarithmic, span]);
  const chart = useRef<uPlot>();

  useEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    addStyle();
    const plot = new uPlot(options(element.clientWidth, curves, { logarithmic, span }, theme.palette['accents_2'] ?? '#eee'), align(curves), element);
    chart.current = plot;
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    sizes.observe(element);
    return () => { sizes.disconnect(); plot.destroy(); };
  }, [key]);

  useEffect(() => { chart.current?.setData(align(curves)); }, [curves]);

  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <figcaption style={{ fontWeight: 600, marginBottom: 4, overflowWrap: 'anywhere' }}>{title}</figcaption>
      <div ref={place} role="img" aria-label={summary(title, curves)} style={{ minHeight: HEIGHT }} />
    </figure>
  );
}

/** The last value of each curve, in words. */
export function summary(title: string, curves: Curve[]): string {
  const ends = curves.map(({ label, points }) => {
    const last = points[points.length - 1];
    return `${label} ${last ? formatNumber(last.value) : '–'}`;
  });
  return `${title}: ${ends.join(', ')}`;
}

/** uPlot wants all curves over the same steps. */
export function align(curves: Curve[]): uPlot.AlignedData {
  const tables = curves.map(({ points }): uPlot.AlignedData => [
    points.map(point => point.step),
    points.map(point => (Number.isFinite(point.value) ? point.value : null)),
  ]);
  return tables.length === 0 ? [[]] : uPlot.join(tables);
}

function options(width: number, curves: Curve[], scales: { logarithmic: boolean; span: { from: number; to: number } | undefined }, grid: string): uPlot.Options {
  const axis = { grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 }, font: '11px sans-serif' };
  return {
    width: Math.max(width, 100),
    height: HEIGHT,
    scales: { x: scales.span ? { time: true, range: [scales.span.from, scales.span.to] } : { time: false }, y: { distr: scales.logarithmic ? 3 : 1 } },
    axes: [axis, { ...axis, size: 60 }],
    series: [
      { label: kernelText(scales.span ? 'time' : 'step') },
      ...curves.map((curve, index) => ({
        label: curve.label,
        stroke: COLOURS[index % COLOURS.length] ?? '#3385b0',
        width: 1.5,
        dash: index >= COLOURS.length ? [6, 3] : [],
        spanGaps: true,
        value: (_plot: uPlot, value: number | null) => (value === null ? '–' : formatNumber(value)),
      })),
    ],
  };
}

function addStyle() {
  if (!document.getElementById(STYLE_ID)) {
    const style = document.createElement('style');
    style.id = STYLE_ID;
    style.textContent = uPlotStyle;
    document.head.append(style);
  }
}
