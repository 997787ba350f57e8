import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Query } from './http';

/** A page of a list, as the KAPI answers it. */
export interface Page<T> {
  items: T[];
  totalItems: number;
}

/** What a list shows; all of it is in the address, so that a link shows the same. */
export interface ListState {
  page: number;
  limit: number;
  sortBy: string;
  ascending: boolean;
  name: string;
  filters: Record<string, string>;
}

export interface ListControl extends ListState {
  /** Changes a part; anything but the page number leads back to the first page. */
  set(change: Partial<Omit<ListState, 'filters'>> & { filters?: Record<string, string> }): void;
  isFiltered: boolean;
  clear(): void;
}

export interface ListDefaults {
  sortBy?: string;
  ascending?: boolean;
  limit?: number;
  /** Names of filters, each a field selector of the KAPI. */
  filters?: string[];
}

const NO_FILTERS: string[] = [];

/** The state of the list of this page, read from and written to the address. */
export function useListState(defaults: ListDefaults = {}): ListControl {
  const [search, setSearch] = useSearchParams();
  const names = defaults.filters ?? NO_FILTERS;
  const text = search.toString();
  const state = useMemo(() => readState(new URLSearchParams(text), defaults, names), [text]);
  const set: ListControl['set'] = change => {
    const next = { ...state, page: 1, ...change, filters: { ...state.filters, ...change.filters } };
    setSearch(writeState(new URLSearchParams(text), next, defaults, names), { replace: true });
  };
  return {
    ...state,
    set,
    isFiltered: state.name !== '' || Object.values(state.filters).some(Boolean),
    clear: () => set({ name: '', filters: Object.fromEntries(names.map(name => [name, ''])) }),
  };
}

export function readState(search: URLSearchParams, defaults: ListDefaults, names: string[]): ListState {
  return {
    page: Math.max(1, Number(search.get('page')) || 1),
    limit: Number(search.get('limit')) || (defaults.limit ?? 20),
    sortBy: search.get('sortBy') ?? defaults.sortBy ?? '',
    ascending: search.has('ascending') ? search.get('ascending') === 'true' : (defaults.ascending ?? false),
    name: search.get('name') ?? '',
    filters: Object.fromEntries(names.map(name => [name, search.get(name) ?? ''])),
  };
}

function writeState(search: URLSearchParams, state: ListState, defaults: ListDefaults, names: string[]): URLSearchParams {
  const put = (key: string, value: string, normal: string) => (value === normal ? search.delete(key) : search.set(key, value));
  put('page', String(state.page), '1');
  put('limit', String(state.limit), String(defaults.limit ?? 20));
  put('sortBy', state.sortBy, defaults.sortBy ?? '');
  put('ascending', String(state.ascending), String(defaults.ascending ?? false));
  put('name', state.name, '');
  names.forEach(name => put(name, state.filters[name] ?? '', ''));
  return search;
}

/** Whether a dialog is open; a word of the address, so that links open it and going back closes it. */
export function useOpened(word: string): [isOpen: boolean, open: (on: boolean) => void] {
  const [search, setSearch] = useSearchParams();
  const open = (on: boolean) => setSearch(now => { on ? now.set(word, '') : now.delete(word); return now; });
  return [search.has(word), open];
}

/** The query that asks the KAPI for what the list shows. */
export function listQuery(state: ListState): Query {
  const selectors = Object.entries(state.filters).filter(([, value]) => value).map(([field, value]) => `${field}=${value}`);
  return {
    page: state.page,
    limit: state.limit,
    sortBy: state.sortBy || undefined,
    ascending: state.sortBy ? state.ascending : undefined,
    name: state.name || undefined,
    fieldSelector: selectors.join(',') || undefined,
  };
}
