import { useQuery } from 'react-query';
import type { Place } from '../../kernel/place';
import * as api from './api';

export function useTraceList(place: Place, wanted: api.Wanted) {
  return useQuery(['traces', api.pathOf(place), 'list', wanted], () => api.listTraces(place, wanted), { keepPreviousData: true });
}

/** Spans of a trace that still goes on come one by one, so it is asked for again when somebody looks again. */
export function useTrace(place: Place, id: string) {
  return useQuery(['traces', api.pathOf(place), 'one', id], () => api.getTrace(place, id));
}

export function useServiceGraph(place: Place, wanted: api.Wanted) {
  return useQuery(['traces', api.pathOf(place), 'graph', wanted], () => api.getGraph(place, wanted), { keepPreviousData: true });
}
