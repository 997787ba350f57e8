import type { SpanRow } from './api';

/** Ids of rows that others hang from. */
export function parentsOf(rows: SpanRow[]): Set<string> {
  return new Set(rows.flatMap(row => (row.parentId === undefined ? [] : [row.parentId])));
}

/** What is left when the folded ones hide all below them; rows come after their parents. */
export function unfolded(rows: SpanRow[], folded: Set<string>): SpanRow[] {
  const hidden = new Set<string>();
  return rows.filter(row => {
    const isHidden = row.parentId !== undefined && (hidden.has(row.parentId) || folded.has(row.parentId));
    if (isHidden) {
      hidden.add(row.id);
    }
    return !isHidden;
  });
}

/** Where a bar lies on an axis, in percent; too short ones are still to be seen. */
export function barOf(offset: number, duration: number, whole: number): { x: number; width: number } {
  if (whole <= 0) {
    return { x: 0, width: 100 };
  }
  const x = Math.min(99.5, (offset / whole) * 100);
  return { x, width: Math.max(0.5, Math.min(100 - x, (duration / whole) * 100)) };
}

const MOST_RUNS = 20;

/** Runs whose pods took part, as their spans say. */
export function runsOf(rows: SpanRow[]): Array<{ project: string; run: string }> {
  const runs = new Map<string, { project: string; run: string }>();
  for (const { project, attributes } of rows) {
    const run = attributes['aip.run'];
    if (project && run && attributes['aip.module'] === 'training') {
      runs.set(`${project}/${run}`, { project, run });
    }
  }
  return [...runs.values()].slice(0, MOST_RUNS);
}
