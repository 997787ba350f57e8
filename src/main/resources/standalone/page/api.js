/** The only place that knows URLs: ks-apiserver's login, tenants, and our KAPI behind it. */

const KAPI = '/kapis/ai.kubesphere.io/v1alpha1';
const KEY = 'ai-platform-session';

export const session = {
  get: () => JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
  set: value => sessionStorage.setItem(KEY, JSON.stringify(value)),
  clear: () => sessionStorage.removeItem(KEY),
};

/** What went wrong, in the server's words. */
export class Problem extends Error {
  constructor(code, message, causes) {
    super(message);
    this.code = code;
    this.causes = causes ?? [];
  }
}

export async function login(user, password) {
  const form = new URLSearchParams({
    grant_type: 'password', username: user, password, client_id: 'kubesphere', client_secret: 'kubesphere',
  });
  const answer = await fetch('/oauth/token', { method: 'POST', body: form });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Problem(answer.status, body.error_description ?? 'The login was refused');
  }
  session.set({ user, token: body.access_token });
}

async function send(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: {
      Authorization: `Bearer ${session.get()?.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.ok) {
    return answer.status === 204 ? undefined : answer.json();
  }
  throw await problem(answer);
}

async function problem(answer) {
  const text = await answer.text();
  try {
    const status = JSON.parse(text);
    const said = status.ErrStatus ?? status;
    return new Problem(answer.status, said.message ?? text, said.details?.causes);
  } catch {
    return new Problem(answer.status, text || answer.statusText);
  }
}

export const projects = () => send('GET', '/kapis/tenant.kubesphere.io/v1beta1/namespaces?limit=-1&sortBy=name&ascending=true');
const project = name => `${KAPI}/namespaces/${name}`;
const jobs = name => `${project(name)}/trainingjobs`;

export const algorithms = name => send('GET', `${project(name)}/algorithms?limit=100&sortBy=name&ascending=true`);
export const datasets = name => send('GET', `${project(name)}/datasets?limit=100&sortBy=name&ascending=true`);
export const listJobs = (name, page) => send('GET', `${jobs(name)}?page=${page}&limit=15`);
export const listRuns = (name, page) => send('GET', `${project(name)}/trainingruns?page=${page}&limit=15`);
export const getJob = (name, job) => send('GET', `${jobs(name)}/${job}`);
export const getRun = (name, job) => send('GET', `${project(name)}/trainingruns/${job}`);
export const submit = (name, job) => send('POST', jobs(name), job);
export const act = (name, job, action, body) => send('POST', `${jobs(name)}/${job}/${action}`, body);
export const remove = (name, job) => send('DELETE', `${jobs(name)}/${job}`);
export const explanation = (name, job) => send('GET', `${jobs(name)}/${job}/explanation`);
export const metrics = (name, job) => send('GET', `${jobs(name)}/${job}/metrics?points=300`);
export const outputs = (name, job) => send('GET', `${project(name)}/trainingruns/${job}/outputs`);

/** Follows the log of a job until its end or until the signal says stop; resumes by itself behind the last event. */
export async function followLog(name, job, onEvent, signal) {
  let last = '';
  while (!signal.aborted) {
    const answer = await fetch(`${jobs(name)}/${job}/logs?follow=true&tail=1000`, {
      headers: { Authorization: `Bearer ${session.get()?.token}`, ...(last ? { 'Last-Event-ID': last } : {}) },
      signal,
    });
    if (!answer.ok) {
      throw await problem(answer);
    }
    for await (const event of events(answer.body)) {
      last = event.id || last;
      if (event.type === 'end') {
        return;
      }
      onEvent(event);
    }
  }
}

/** Server-sent events of a stream; the browser's own EventSource cannot send a bearer token. */
async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    buffer += value;
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop();
    yield* blocks.map(parse).filter(event => event.data !== '');
  }
}

function parse(block) {
  const event = { id: '', type: 'message', data: '' };
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) event.id = line.slice(4);
    if (line.startsWith('event: ')) event.type = line.slice(7);
    if (line.startsWith('data: ')) event.data += line.slice(6);
  }
  return event;
}
