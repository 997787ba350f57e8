import { useQuery } from 'react-query';
import { listQuery, type ListState } from '../../kernel/list';
import { placeKey, type Place } from '../../kernel/place';
import { useRefresh } from '../../kernel/queries';
import * as api from './api';

export function useAlgorithms(place: Place, state: ListState) {
  return useQuery(['algorithms', placeKey(place), listQuery(state)], () => api.listAlgorithms(place, listQuery(state)), { keepPreviousData: true });
}

/** The first fifty algorithms that a project can use and whose names have this part. */
export function useAlgorithmChoices(namespace: string, name: string) {
  return useQuery(['algorithms', namespace, 'choices', name], async () =>
    (await api.listAlgorithms({ kind: 'project', namespace }, { limit: 50, page: 1, sortBy: 'name', ascending: true, name })).items, { keepPreviousData: true });
}

/** An algorithm of a project, or one that is shared with it. */
export function useAlgorithm(namespace: string, owner: string, name: string) {
  return useQuery(['algorithm', namespace, owner, name], async () => {
    if (owner === namespace) {
      return api.getAlgorithm(namespace, name);
    }
    // Another project's objects cannot be asked for by name; what it shares is in the list.
    const shared = await api.listAlgorithms({ kind: 'project', namespace }, { limit: 100, page: 1, name });
    return shared.items.find(({ metadata }) => metadata.name === name && metadata.namespace === owner) ?? api.getAlgorithm(owner, name);
  });
}

export const useRefreshAlgorithms = () => useRefresh('algorithms', 'algorithm');
