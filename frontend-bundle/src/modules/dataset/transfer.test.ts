import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { KAPI, status } from '../../testing/page';
import { server } from '../../testing/setup';
import { chosen, PIECES_FROM, sendAll } from './transfer';
import { nextName } from './UploadDialog';

const UPLOAD = `${KAPI}/datasets/loans/uploads/u1`;
const ref = { namespace: 'risk', name: 'loans' };

const file = (path: string, text: string) => ({ path, content: new File([text], path) });
const options = () => ({ unpack: false, signal: new AbortController().signal, onProgress: () => undefined });
const arrived = (...items: unknown[]) => http.get(`${UPLOAD}/files`, () => HttpResponse.json({ items, totalItems: items.length }));

describe('sending files', () => {
  it('sends what has not arrived and repeats what a broken line has cut', async () => {
    const sent: string[] = [];
    let broken = true;
    server.use(arrived({ path: 'a.csv', size: 1 }), http.put(`${UPLOAD}/files`, ({ request }) => {
      if (broken) {
        broken = false;
        return status(503, 'ServiceUnavailable', 'not now');
      }
      sent.push(new URL(request.url).searchParams.get('path') ?? '');
      return HttpResponse.json({});
    }));
    await sendAll(ref, 'u1', [file('a.csv', '1'), file('目录/b.csv', '22')], options());
    expect(sent).toEqual(['目录/b.csv']);
  });

  it('stops at what the service refuses', async () => {
    server.use(arrived(), http.put(`${UPLOAD}/files`, () => status(422, 'Invalid', 'not that path')));
    await expect(sendAll(ref, 'u1', [file('..', 'x')], options())).rejects.toMatchObject({ code: 422 });
  });

  it('sends a large file in pieces, only those that are missing', async () => {
    const content = new File([], 'big.bin');
    Object.defineProperty(content, 'size', { value: PIECES_FROM * 2 });
    const numbers: string[] = [];
    server.use(
      arrived(),
      http.post(`${UPLOAD}/pieces`, () => HttpResponse.json({ id: 'p1', pieceSize: PIECES_FROM, pieces: 2, received: [1] })),
      http.put(`${UPLOAD}/pieces/p1`, ({ request }) => {
        numbers.push(new URL(request.url).searchParams.get('number') ?? '');
        return HttpResponse.json({});
      }),
      http.post(`${UPLOAD}/pieces/p1/join`, () => HttpResponse.json({})),
    );
    await sendAll(ref, 'u1', [{ path: 'big.bin', content }], options());
    expect(numbers).toEqual(['2']);
  });

  it('keeps the places of a folder’s files below it', () => {
    const inFolder = new File(['x'], 'c.png');
    Object.defineProperty(inFolder, 'webkitRelativePath', { value: 'photos/train/c.png' });
    expect(chosen([inFolder]).map(one => one.path)).toEqual(['train/c.png']);
  });
});

describe('the name of the next version', () => {
  it.each([[undefined, 'v1'], ['v1', 'v2'], ['2026.09', '2026.10'], ['golden', '']])('after %s is "%s"', (latest, next) => {
    expect(nextName(latest)).toBe(next);
  });
});
