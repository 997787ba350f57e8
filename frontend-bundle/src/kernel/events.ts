import { open, type Query } from './http';
import { problemOf } from './problem';

/** A server-sent event. */
export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows an event stream until its `end` event or until the signal says stop; takes a broken stream up behind the last
 * event that arrived. `EventSource` cannot send a bearer token, so this reads the stream itself.
 */
export async function follow(
  path: string,
  query: Query,
  onEvents: (events: ServerEvent[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  let pause = 500;
  while (!signal.aborted) {
    try {
      const answer = await open('GET', path, {
        query,
        signal,
        headers: { Accept: 'text/event-stream', ...(last ? { 'Last-Event-ID': last } : {}) },
      });
      for await (const batch of batches(answer)) {
        pause = 500;
        const end = batch.findIndex(event => event.type === 'end');
        const news = end < 0 ? batch : batch.slice(0, end);
        last = news[news.length - 1]?.id || last;
        if (news.length > 0) {
          onEvents(news);
        }
        if (end >= 0) {
          return;
        }
      }
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      const problem = problemOf(failure);
      if (problem.code >= 400 && !problem.passes) {
        throw problem;
      }
    }
    await wait(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function* batches(answer: Response): AsyncGenerator<ServerEvent[]> {
  const reader = answer.body?.getReader();
  if (!reader) {
    return;
  }
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    const events = blocks.map(parse).filter(event => event.data !== '' || event.type === 'end');
    if (events.length > 0) {
      yield events;
    }
  }
}

/** A block of an event stream; a line that begins with a colon is a heartbeat. */
export function parse(block: string): ServerEvent {
  const event = { id: '', type: 'message', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') event.id = value;
    if (name === 'event') event.type = value;
    if (name === 'data') event.data += event.data ? `\n${value}` : value;
  }
  return event;
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
