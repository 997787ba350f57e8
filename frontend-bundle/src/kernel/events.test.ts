import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { server } from '../testing/setup';
import { status } from '../testing/page';
import { follow, parse } from './events';

describe('follow', () => {
  it('takes a broken stream up behind the last event, and stops at its end', async () => {
    const asked: Array<string | null> = [];
    server.use(http.get('*/log', ({ request }) => {
      asked.push(request.headers.get('Last-Event-ID'));
      const text = asked.length === 1 ? 'id: a\nevent: line\ndata: one\n\n: heartbeat\n\n' : 'id: b\nevent: line\ndata: two\n\nevent: end\ndata: {}\n\n';
      return new HttpResponse(text, { headers: { 'Content-Type': 'text/event-stream' } });
    }));
    const seen: string[] = [];
    await follow('/log', {}, events => seen.push(...events.map(event => event.data)), new AbortController().signal);
    expect(seen).toEqual(['one', 'two']);
    expect(asked).toEqual([null, 'a']);
  });

  it('does not repeat what is refused', async () => {
    server.use(http.get('*/log', () => status(403, 'Forbidden', 'not yours')));
    await expect(follow('/log', {}, () => undefined, new AbortController().signal)).rejects.toMatchObject({ code: 403 });
  });
});

describe('parse', () => {
  it('joins the data lines of an event', () => {
    expect(parse('id: 7\nevent: line\ndata: a\ndata: b')).toEqual({ id: '7', type: 'line', data: 'a\nb' });
  });
});
