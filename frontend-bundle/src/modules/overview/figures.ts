import { formatBytes, formatNumber } from '../../kernel/format';
import type { Figure } from './api';
import { t } from './locales';

/** A figure for reading; a dash where nobody knows, which is not zero. */
export function formatFigure({ value, unit }: Figure): string {
  if (value === undefined) {
    return '–';
  }
  if (unit === 'byte' || unit === 'byte/s') {
    return `${value < 0 ? '-' : ''}${formatBytes(Math.abs(value))}${unit === 'byte' ? '' : '/s'}`;
  }
  return t(unit, { n: formatNumber(rounded(value)) });
}

/** Thousandths are enough to read. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Which part of a whole it is, from 0 to 1; undefined when either is not known. */
export function share(part: Figure, whole: Figure): number | undefined {
  if (part.value === undefined || !whole.value) {
    return undefined;
  }
  return Math.min(1, Math.max(0, part.value / whole.value));
}

/** Whether a figure says anything: it is known and not zero. */
export function isSome(figure: Figure): boolean {
  return figure.value !== undefined && figure.value !== 0;
}
