import { QueryClient, useQueryClient } from 'react-query';
import { problemOf } from './problem';

/** Server state of all our pages; a client of our own, since the console's has other rules. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (attempts, failure) => attempts < 2 && problemOf(failure).passes,
        retryDelay: attempt => 400 * 2 ** attempt,
        refetchOnWindowFocus: false,
        refetchIntervalInBackground: false,
      },
    },
  });
}

/** Reads all again whose keys begin with one of these: what may have changed by something that was done. */
export function useRefresh(...keys: string[]): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all(keys.map(key => queries.invalidateQueries(key)));
}

/** How often lists and details of things that change by themselves are read again. */
export const POLL_MS = 3000;
