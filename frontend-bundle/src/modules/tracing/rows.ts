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
