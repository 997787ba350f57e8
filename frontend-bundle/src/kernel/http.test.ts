import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it } from 'vitest';
import { server } from '../testing/setup';
import { status } from '../testing/page';
import { call, sendFile, setCredentials, urlOf } from './http';
import { Problem } from './problem';

afterEach(() => setCredentials({ headers: () => ({}) }));

async function refusal(action: Promise<unknown>): Promise<Problem> {
  return action.then(() => { throw new Error('was not refused'); }, failure => failure as Problem);
}

describe('call', () => {
  it('answers the body', async () => {
    server.use(http.get('*/things', () => HttpResponse.json({ items: [1] })));
    expect(await call('GET', '/things')).toEqual({ items: [1] });
  });

  it('says what the service said, with every wrong field', async () => {
    server.use(http.post('*/things', () => status(422, 'Invalid', 'two fields are wrong', [{ field: 'spec.a', message: 'too long' }])));
    const problem = await refusal(call('POST', '/things', { body: {} }));
    expect(problem).toMatchObject({ code: 422, reason: 'Invalid', message: 'two fields are wrong', causes: [{ field: 'spec.a', message: 'too long' }] });
  });

  it('reads the status that ks-apiserver wraps', async () => {
    server.use(http.get('*/things', () => HttpResponse.json({ ErrStatus: { reason: 'Forbidden', message: 'not yours' } }, { status: 403 })));
    expect(await refusal(call('GET', '/things'))).toMatchObject({ code: 403, reason: 'Forbidden', message: 'not yours' });
  });

  it('tells a cluster without the platform from an object that is not there', async () => {
    server.use(http.get('*/things', () => new HttpResponse('404: Page Not Found', { status: 404 })));
    expect((await refusal(call('GET', '/things'))).message).toContain('does not answer in this cluster');
    server.use(http.get('*/things', () => status(404, 'NotFound', 'there is no dataset d')));
    expect((await refusal(call('GET', '/things'))).message).toBe('there is no dataset d');
  });

  it('survives an error that is no JSON', async () => {
    server.use(http.get('*/things', () => new HttpResponse('<html>Bad gateway</html>', { status: 502 })));
    const problem = await refusal(call('GET', '/things'));
    expect(problem.code).toBe(502);
    expect(problem.passes).toBe(true);
  });

  it('says so when an answer was cut off in the middle', async () => {
    server.use(http.get('*/things', () => new HttpResponse('{"items": [1, ', { headers: { 'Content-Type': 'application/json' } })));
    expect(await refusal(call('GET', '/things'))).toMatchObject({ code: 0, reason: 'Incomplete' });
  });

  it('says so when there is no answer', async () => {
    server.use(http.get('*/things', () => HttpResponse.error()));
    expect(await refusal(call('GET', '/things'))).toMatchObject({ code: 0, reason: 'Unreachable' });
  });

  it('asks for a new login once and repeats the request', async () => {
    let token = 'old';
    server.use(http.get('*/things', ({ request }) =>
      request.headers.get('Authorization') === 'Bearer new' ? HttpResponse.json({}) : status(401, 'Unauthorized', 'who are you')));
    setCredentials({ headers: () => ({ Authorization: `Bearer ${token}` }), renew: async () => { token = 'new'; } });
    expect(await call('GET', '/things')).toEqual({});
  });

  it('gives up when the new login does not help', async () => {
    let asked = 0;
    server.use(http.get('*/things', () => status(401, 'Unauthorized', 'who are you')));
    setCredentials({ headers: () => ({}), renew: async () => { asked++; } });
    expect((await refusal(call('GET', '/things'))).code).toBe(401);
    expect(asked).toBe(1);
  });
});

describe('sendFile', () => {
  it('asks for a new login and sends the same file again', async () => {
    let token = 'old';
    const bearers: Array<string | null> = [];
    server.use(http.put('*/things', ({ request }) => {
      bearers.push(request.headers.get('Authorization'));
      return bearers.length === 1 ? status(401, 'Unauthorized', 'who are you') : HttpResponse.json({ path: 'a' });
    }));
    setCredentials({ headers: () => ({ Authorization: `Bearer ${token}` }), renew: async () => { token = 'new'; } });
    expect(await sendFile('PUT', '/things', { content: new Blob(['rows']) })).toEqual({ path: 'a' });
    expect(bearers).toEqual(['Bearer old', 'Bearer new']);
  });

  it('says so when the answer was cut off in the middle', async () => {
    server.use(http.put('*/things', () => new HttpResponse('{"path": ', { headers: { 'Content-Type': 'application/json' } })));
    expect(await refusal(sendFile('PUT', '/things', { content: new Blob(['x']) }))).toMatchObject({ code: 0, reason: 'Incomplete' });
  });
});

describe('urlOf', () => {
  it('leaves out what is not given, and escapes the rest', () => {
    expect(urlOf('/a', { name: 'x&y=1', page: 2, none: undefined, empty: '' })).toBe('/a?name=x%26y%3D1&page=2');
  });
});
