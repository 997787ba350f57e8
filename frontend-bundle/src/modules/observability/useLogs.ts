import { useEffect, useState } from 'react';
import { useInfiniteQuery, useQuery } from 'react-query';
import { placeKey, type Place } from '../../kernel/place';
import * as api from './api';

const MOST_FOLLOWED = 2000;

/** Lines of a time that stands still, page after page. */
export function useLines(place: Place, filter: api.LineFilter, range: api.Range) {
  return useInfiniteQuery(
    ['logs', placeKey(place), filter, range],
    ({ pageParam }: { pageParam?: string }) => api.searchLines(place, filter, range, pageParam),
    { getNextPageParam: last => last.next, refetchOnWindowFocus: false },
  );
}

export function useHistogram(place: Place, filter: api.LineFilter, range: api.Range) {
  return useQuery(['logs', placeKey(place), 'histogram', filter, range], () => api.getHistogram(place, filter, range), { refetchOnWindowFocus: false });
}

export function useLinks(namespace: string, filter: api.LineFilter, range: api.Range) {
  return useQuery(['logs', namespace, 'links', filter, range], () => api.getLinks(namespace, filter, range), { refetchOnWindowFocus: false });
}

export function useJobLinks(namespace: string, job: string) {
  return useQuery(['logs', namespace, 'links', job], () => api.getJobLinks(namespace, job), { retry: false, refetchOnWindowFocus: false });
}

/** The newest lines as they come, while they are wanted; older ones make room. */
export function useFollowed(place: Place, filter: api.LineFilter, isOn: boolean) {
  const [lines, setLines] = useState<api.FoundLine[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const question = JSON.stringify([placeKey(place), filter]);
  useEffect(() => {
    if (!isOn) {
      return;
    }
    const stop = new AbortController();
    setLines([]);
    setFailure(undefined);
    api.followLines(place, filter, news => setLines(held => [...held, ...news].slice(-MOST_FOLLOWED)), stop.signal)
      .catch(thrown => { if (!stop.signal.aborted) setFailure(thrown); });
    return () => stop.abort();
  }, [question, isOn]);
  return { lines, failure };
}
