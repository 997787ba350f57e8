import { formatNumber, formatSeconds } from '../../kernel/format';

/** A duration in the unit that reads best. */
export function formatMicros(micros: number): string {
  if (micros < 1000) return `${micros} µs`;
  if (micros < 1_000_000) return `${formatNumber(Math.round(micros / 10) / 100)} ms`;
  return micros < 60_000_000 ? `${formatNumber(Math.round(micros / 10_000) / 100)} s` : formatSeconds(micros / 1_000_000);
}

/** One of a few colours for each name, the same wherever it is. */
export function colourOf(name: string): string {
  let sum = 0;
  for (const letter of name) {
    sum = (sum * 31 + letter.charCodeAt(0)) % 360;
  }
  return `hsl(${sum}, 45%, 45%)`;
}
