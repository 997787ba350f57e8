import { useCallback, useEffect, useRef, useState } from 'react';
import { followLog, readLog, type LogSelection } from './api';
import { EMPTY_WINDOW, openWindow, withEarlier, withLater, withNews, type LogWindow } from './logWindow';

const FIRST_LINES = 1000;

export type LogState = 'loading' | 'following' | 'reading' | 'complete';

interface JobLog {
  window: LogWindow;
  state: LogState;
  failure: unknown;
  /** Loads lines before or behind the window; answers how many came. */
  earlier(): Promise<number>;
  later(): Promise<number>;
  toEnd(): void;
}

/** The log of a job: its newest lines and then every line as it comes, with earlier ones when asked for. */
export function useJobLog(namespace: string, name: string, selection: LogSelection): JobLog {
  const [window, setWindow] = useState<LogWindow>(EMPTY_WINDOW);
  const [state, setState] = useState<LogState>('loading');
  const [failure, setFailure] = useState<unknown>();
  const [opening, setOpening] = useState(0);
  const current = useRef(window);
  current.current = window;
  const busy = useRef(false);
  const { worker, container } = selection;

  useEffect(() => {
    const stop = new AbortController();
    const fail = (thrown: unknown) => { if (!stop.signal.aborted) setFailure(thrown); };
    setState('loading');
    setFailure(undefined);
    setWindow(EMPTY_WINDOW);
    readLog(namespace, name, { worker, container, tail: FIRST_LINES, limit: FIRST_LINES }).then(page => {
      if (!stop.signal.aborted) {
        setWindow(openWindow({ ...page, hasLater: false }));
        setState('following');
      }
    }).catch(fail);
    return () => stop.abort();
  }, [namespace, name, worker, container, opening]);

  const isFollowing = state === 'following' && !window.hasLater;
  useEffect(() => {
    if (!isFollowing) {
      return;
    }
    const stop = new AbortController();
    const cursor = lastCursor(current.current);
    const position = cursor ? { cursor } : {};
    followLog(namespace, name, { worker, container, ...position }, (entries, behind) => {
      setWindow(held => withNews(held, entries, behind));
    }, stop.signal)
      .then(() => { if (!stop.signal.aborted) setState('complete'); })
      .catch(thrown => { if (!stop.signal.aborted) setFailure(thrown); });
    return () => stop.abort();
  }, [isFollowing, namespace, name, worker, container]);

  const load = useCallback(async (where: 'earlier' | 'later') => {
    const held = current.current;
    if (busy.current || (where === 'earlier' ? !held.hasEarlier : !held.hasLater)) {
      return 0;
    }
    busy.current = true;
    try {
      const position = where === 'earlier' ? { before: held.chunks[0]?.before ?? '' } : { cursor: lastCursor(held) };
      const page = await readLog(namespace, name, { worker, container, limit: FIRST_LINES, ...position });
      setWindow(where === 'earlier' ? withEarlier(held, page) : withLater(held, page));
      return page.items.length;
    } catch (thrown) {
      setFailure(thrown);
      return 0;
    } finally {
      busy.current = false;
    }
  }, [namespace, name, worker, container]);

  return {
    window,
    state: state === 'following' && window.hasLater ? 'reading' : state,
    failure,
    earlier: useCallback(() => load('earlier'), [load]),
    later: useCallback(() => load('later'), [load]),
    toEnd: useCallback(() => setOpening(count => count + 1), []),
  };
}

function lastCursor(window: LogWindow): string {
  return window.chunks[window.chunks.length - 1]?.behind ?? '';
}
