import React from 'react';
import styled from 'styled-components';
import { formatNumber, formatTime } from '../../kernel/format';
import { Block, Muted } from '../../kernel/ui/layout';
import type { Histogram } from './api';
import { t } from './locales';

const HEIGHT = 60;

const Bars = styled.svg`
  width: 100%;
  height: ${HEIGHT}px;
  rect { fill: ${props => props.theme.palette['accents_5']}; }
  rect.errors { fill: #ca2621; }
`;

/** Bars of lines over time, the part that are errors darker at their foot. */
export function LogHistogram({ histogram }: { histogram: Histogram }) {
  const highest = Math.max(1, ...histogram.buckets.map(bucket => bucket.count));
  const width = 100 / Math.max(1, histogram.buckets.length);
  return (
    <Block>
      <h2>{t('histogram')} <Muted>{t('lines', { n: formatNumber(histogram.total) })}</Muted></h2>
      <Bars viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`${t('histogram')}: ${t('lines', { n: formatNumber(histogram.total) })}`}>
        {histogram.buckets.map((bucket, index) => {
          const errors = (bucket.levels['error'] ?? 0) + (bucket.levels['fatal'] ?? 0);
          const tall = (count: number) => (count / highest) * HEIGHT;
          return (
            <g key={bucket.time}>
              <title>{t('bucket', { time: formatTime(bucket.time), n: formatNumber(bucket.count), errors: formatNumber(errors) })}</title>
              <rect x={index * width} width={width * 0.85} y={HEIGHT - tall(bucket.count)} height={tall(bucket.count)} />
              <rect className="errors" x={index * width} width={width * 0.85} y={HEIGHT - tall(errors)} height={tall(errors)} />
            </g>
          );
        })}
      </Bars>
    </Block>
  );
}
