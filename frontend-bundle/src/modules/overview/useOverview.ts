import { useQuery } from 'react-query';
import { POLL_MS } from '../../kernel/queries';
import * as api from './api';

/** All of the page in one request, again and again. */
export function useOverview(outlook: api.Outlook) {
  return useQuery(['overview', api.pathOf(outlook)], () => api.getOverview(outlook), {
    keepPreviousData: true,
    refetchInterval: 2 * POLL_MS,
  });
}

/** Asked for only where somebody keeps what was measured. */
export function useHistory(outlook: api.Outlook, measure: api.MeasureName, isKept: boolean) {
  return useQuery(['overview', api.pathOf(outlook), 'history', measure], () => api.getHistory(outlook, measure), {
    enabled: isKept,
    keepPreviousData: true,
    refetchInterval: 60_000,
  });
}
