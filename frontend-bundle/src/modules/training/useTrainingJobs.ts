import { useQueries, useQuery } from 'react-query';
import { listQuery, type ListState } from '../../kernel/list';
import { placeKey, type Place } from '../../kernel/place';
import { POLL_MS, useRefresh } from '../../kernel/queries';
import * as api from './api';
import { runOf, type Run } from './run';

/** The jobs of a place, read again and again: others make jobs, too. */
export function useTrainingJobs(place: Place, state: ListState) {
  return useQuery(['trainingjobs', placeKey(place), listQuery(state)], () => api.listJobs(place, listQuery(state)), {
    keepPreviousData: true,
    refetchInterval: POLL_MS,
  });
}

export function useRunRecords(place: Place, state: ListState) {
  return useQuery(['trainingruns', placeKey(place), listQuery(state)], () => api.listRuns(place, listQuery(state)), {
    keepPreviousData: true,
  });
}

export function useRun(namespace: string, name: string) {
  return useQuery<Run>(['trainingrun', namespace, name], async () => {
    const [job, record, why] = await Promise.all([
      api.findJob(namespace, name), api.findRun(namespace, name), api.findExplanation(namespace, name),
    ]);
    return runOf(name, job, record, why);
  }, { refetchInterval: run => (run && api.hasEnded(run.why.phase) ? false : POLL_MS) });
}

const detail = <T>(what: string, read: (namespace: string, name: string) => Promise<T>) =>
  (namespace: string, name: string, isLive: boolean) =>
    useQuery(['trainingrun', namespace, name, what], () => read(namespace, name), { refetchInterval: isLive ? POLL_MS : false });

export const useWorkers = detail('workers', api.getWorkers);
export const useEvents = detail('events', api.getEvents);
export const useOutputs = detail('outputs', api.getOutputs);
export const useMetrics = detail('metrics', (namespace, name) => api.getMetrics(namespace, name, { points: 500 }));

export function useComparison(namespace: string, names: string[]) {
  return useQuery(['comparison', namespace, names], () => api.compareRuns(namespace, names), { enabled: names.length > 1 });
}

/** The curves of several runs, in the order of names. */
export function useMetricsOfAll(namespace: string, names: string[]) {
  return useQueries(names.map(name => ({
    queryKey: ['trainingrun', namespace, name, 'metrics'],
    queryFn: () => api.getMetrics(namespace, name, { points: 500 }),
  })));
}

export const useRefreshRuns = () => useRefresh('trainingjobs', 'trainingruns', 'trainingrun');

export function useDashboards(namespace: string, job: string) {
  return useQuery(['trainingrun', namespace, job, 'dashboards'], () => api.getDashboards(namespace, job), { retry: false, refetchOnWindowFocus: false });
}
