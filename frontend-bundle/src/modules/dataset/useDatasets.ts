import { useInfiniteQuery, useQuery, useQueryClient } from 'react-query';
import { listQuery, type ListState } from '../../kernel/list';
import { placeKey, type Place } from '../../kernel/place';
import { POLL_MS, useRefresh } from '../../kernel/queries';
import * as api from './api';

export function useDatasets(place: Place, state: ListState) {
  return useQuery(['datasets', placeKey(place), listQuery(state)], () => api.listDatasets(place, listQuery(state)), {
    keepPreviousData: true,
    refetchInterval: 3 * POLL_MS,
  });
}

/** A dataset that can be used, with its latest version. */
export interface DatasetChoice {
  namespace: string;
  name: string;
  latest: string;
}

/** The first fifty datasets with a version whose names have this part, those a project can use. */
export function useDatasetChoices(namespace: string, name: string) {
  return useQuery(['datasets', namespace, 'choices', name], async () => {
    const page = await api.listDatasets({ kind: 'project', namespace }, { limit: 50, page: 1, sortBy: 'name', ascending: true, name });
    return page.items.flatMap(({ metadata, status }): DatasetChoice[] =>
      status?.latest ? [{ namespace: metadata.namespace, name: metadata.name, latest: status.latest.version }] : []);
  }, { keepPreviousData: true });
}

export function useDataset(ref: api.DatasetRef) {
  return useQuery(['dataset', ref], () => api.getDataset(ref));
}

export function useVersions(ref: api.DatasetRef, state: ListState) {
  return useQuery(['dataset', ref, 'versions', listQuery(state)], () => api.listVersions(ref, listQuery(state)), { keepPreviousData: true });
}

/** Names of the newest versions. */
export function useVersionNames(ref: api.DatasetRef) {
  return useQuery(['dataset', ref, 'versions', 'names'], async () =>
    (await api.listVersions(ref, { limit: 100, page: 1 })).items.map(version => version.name));
}

export function useVersion(ref: api.DatasetRef, name: string) {
  return useQuery(['dataset', ref, 'version', name], () => api.getVersion(ref, name));
}

export function useDeletedVersions(ref: api.DatasetRef) {
  return useQuery(['dataset', ref, 'deletedversions'], () => api.listDeletedVersions(ref));
}

export function useOpenUploads(ref: api.DatasetRef) {
  return useQuery(['dataset', ref, 'uploads'], async () => (await api.listUploads(ref)).items.filter(upload => upload.state === 'Open'));
}

const isUnderWay = ({ state }: api.DatasetImport) => state === 'Waiting' || state === 'Running';

/** Imports that are under way or have failed, looked at anew while one is under way. */
export function useImports(ref: api.DatasetRef) {
  const client = useQueryClient();
  return useQuery(['dataset', ref, 'imports'], async () => (await api.listImports(ref)).items, {
    select: imports => imports.filter(one => isUnderWay(one) || one.state === 'Failed'),
    refetchInterval: imports => (imports?.some(isUnderWay) ? POLL_MS : false),
    onSuccess: imports => {
      if (imports.length === 0) void client.invalidateQueries(['dataset', ref, 'versions']);
    },
  });
}

export function useUses(ref: api.DatasetRef, version: string) {
  return useQuery(['dataset', ref, 'uses', version], () => api.listUses(ref, version));
}

export function useDirectory(ref: api.DatasetRef, version: string, path: string) {
  return useInfiniteQuery(
    ['dataset', ref, 'directory', version, path],
    ({ pageParam }) => api.readDirectory(ref, version, { path, after: pageParam as string | undefined }),
    { getNextPageParam: page => page.next },
  );
}

export function useDiff(ref: api.DatasetRef, from: string, to: string) {
  return useInfiniteQuery(
    ['dataset', ref, 'diff', from, to],
    ({ pageParam }) => api.readDiff(ref, from, { to, after: pageParam as string | undefined }),
    { getNextPageParam: page => page.next, enabled: to !== '' },
  );
}

/** Versions never change, so a preview is read once. */
export function usePreview(ref: api.DatasetRef, version: string, path: string) {
  return useQuery(['dataset', ref, 'preview', version, path], () => api.readPreview(ref, version, path), { staleTime: Infinity });
}

export function useThumbnail(ref: api.DatasetRef, version: string, path: string) {
  return useQuery(['dataset', ref, 'thumbnail', version, path], async () => URL.createObjectURL(await api.readThumbnail(ref, version, path)), {
    staleTime: Infinity,
    cacheTime: Infinity,
  });
}

export function useDeletedDatasets(namespace: string) {
  return useQuery(['deleteddatasets', namespace], () => api.listDeleted(namespace));
}

export const useRefreshDatasets = () => useRefresh('datasets', 'dataset', 'deleteddatasets');
