import { projectPath } from '../../kernel/place';

/** Times back from now that the page can look over. */
export const MINUTES = { minutes15: 15, hours1: 60, hours6: 360, hours24: 1440, days7: 10_080, days30: 43_200 };
export type Span = keyof typeof MINUTES;

/** The page of a project's logs, looking for a text over a time that reaches back to a moment, or as far as it can. */
export function logsNaming(namespace: string, text: string, since: string, now = Date.now()): string {
  const spans = Object.keys(MINUTES) as Span[];
  const span = spans.find(one => now - MINUTES[one] * 60_000 <= Date.parse(since)) ?? 'days30';
  return `${projectPath(namespace, 'logs')}?${new URLSearchParams({ text, span }).toString()}`;
}
