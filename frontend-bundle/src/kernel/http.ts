import { kernelText } from './locales';
import { Problem, type Cause } from './problem';

/** How requests prove who makes them; the console does it by cookie, so its pages need nothing. */
export interface Credentials {
  /** Headers of each request. */
  headers(): Record<string, string>;
  /** Called once when a request was answered 401; resolves when it is worth another try. */
  renew?(): Promise<void>;
}

let credentials: Credentials = { headers: () => ({}) };

export function setCredentials(source: Credentials): void {
  credentials = source;
}

export type Query = Record<string, string | number | boolean | undefined>;

export interface Request {
  query?: Query;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export const MERGE_PATCH = 'application/merge-patch+json';

/** A path with its query; absent and empty values are left out. */
export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(key, String(value));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The one way to the service. Rejects with a `Problem`. */
export async function call<T>(method: string, path: string, request: Request = {}): Promise<T> {
  const answer = await open(method, path, request);
  if (answer.status === 204) {
    return undefined as T;
  }
  return parsed(await answer.text().catch(cut));
}

function parsed<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return cut();
  }
}

/** An answer that is not read yet, of status 2xx. */
export async function open(method: string, path: string, request: Request = {}): Promise<Response> {
  let answer = await send(method, path, request);
  if (answer.status === 401 && credentials.renew) {
    await credentials.renew();
    answer = await send(method, path, request);
  }
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer;
}

async function send(method: string, path: string, request: Request): Promise<Response> {
  const { query, body, contentType, signal, headers } = request;
  const isContent = body instanceof Blob;
  try {
    return await fetch(urlOf(path, query), {
      method,
      headers: {
        Accept: 'application/json, */*;q=0.5',
        ...credentials.headers(),
        ...headers,
        ...(body === undefined ? {} : { 'Content-Type': contentType ?? (isContent ? 'application/octet-stream' : 'application/json') }),
      },
      ...(body === undefined ? {} : { body: isContent ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, 'Unreachable', kernelText('unreachable'));
  }
}

function cut(): never {
  throw new Problem(0, 'Incomplete', kernelText('incomplete'));
}

async function problem(answer: Response): Promise<Problem> {
  return problemFrom(answer.status, answer.statusText, await answer.text().catch(() => ''));
}

interface StatusBody {
  message?: string;
  reason?: string;
  details?: { causes?: Cause[] };
  ErrStatus?: StatusBody;
}

function problemFrom(code: number, statusText: string, text: string): Problem {
  try {
    const body = JSON.parse(text) as StatusBody;
    const status = body.ErrStatus ?? body;
    return new Problem(code, status.reason ?? '', status.message ?? statusText, status.details?.causes ?? []);
  } catch {
    // ks-apiserver's own words for an API that nobody serves; what our service misses comes as a Status.
    const message = code === 404 ? kernelText('notInstalled') : text.slice(0, 500) || statusText || `HTTP ${code}`;
    return new Problem(code, '', message);
  }
}

interface FileRequest {
  query?: Query;
  content: Blob;
  signal?: AbortSignal;
  onProgress?: (bytes: number) => void;
}

/** Sends a file and says how far it is; `fetch` cannot. */
export async function sendFile<T>(method: string, path: string, request: FileRequest): Promise<T> {
  let answer = await transfer(method, path, request);
  if (answer.status === 401 && credentials.renew) {
    await credentials.renew();
    answer = await transfer(method, path, request);
  }
  const { status, statusText, responseText } = answer;
  if (status < 200 || status >= 300) {
    throw problemFrom(status, statusText, responseText);
  }
  return responseText ? parsed(responseText) : (undefined as T);
}

function transfer(method: string, path: string, { query, content, signal, onProgress }: FileRequest): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open(method, urlOf(path, query));
    for (const [name, value] of Object.entries(credentials.headers())) {
      sending.setRequestHeader(name, value);
    }
    sending.setRequestHeader('Content-Type', 'application/octet-stream');
    sending.upload.onprogress = event => onProgress?.(event.loaded);
    sending.onerror = () => reject(new Problem(0, 'Unreachable', kernelText('unreachable')));
    sending.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    sending.onload = () => resolve(sending);
    signal?.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(content);
  });
}

/** Saves what a path answers under a file name. With a cookie the browser does it itself, however large it is. */
export async function download(path: string, query: Query, fileName: string): Promise<void> {
  const link = document.createElement('a');
  link.download = fileName;
  if (Object.keys(credentials.headers()).length === 0) {
    link.href = urlOf(path, query);
    link.click();
    return;
  }
  const content = await (await open('GET', path, { query })).blob();
  link.href = URL.createObjectURL(content);
  link.click();
  URL.revokeObjectURL(link.href);
}
