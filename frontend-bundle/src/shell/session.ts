import { setCredentials } from '../kernel/http';
import { Problem } from '../kernel/problem';
import { setUserSource } from '../kernel/tenancy';

/** Who is logged in; in the tab only, so that two tabs can be two users. */
export interface Session {
  user: string;
  token: string;
}

const KEY = 'ai-platform-session';

export function currentSession(): Session | undefined {
  const stored = sessionStorage.getItem(KEY);
  return stored ? (JSON.parse(stored) as Session) : undefined;
}

/** Logs in at ks-apiserver as the console does. */
export async function logIn(user: string, password: string): Promise<void> {
  const body = new URLSearchParams({ grant_type: 'password', username: user, password, client_id: 'kubesphere', client_secret: 'kubesphere' });
  const answer = await fetch('/oauth/token', { method: 'POST', body });
  const text = (await answer.json().catch(() => ({}))) as { access_token?: string; error_description?: string; message?: string };
  if (!answer.ok || !text.access_token) {
    throw new Problem(answer.status, 'LoginRefused', text.error_description ?? text.message ?? answer.statusText);
  }
  sessionStorage.setItem(KEY, JSON.stringify({ user, token: text.access_token }));
}

export function logOut(): void {
  sessionStorage.removeItem(KEY);
}

/** Lets all requests carry the session; a 401 asks for a login above the page and then tries again. */
export function bindSession(askAgain: () => Promise<void>): void {
  setUserSource(() => currentSession()?.user ?? '');
  let asking: Promise<void> | undefined;
  setCredentials({
    headers: (): Record<string, string> => {
      const session = currentSession();
      return session ? { Authorization: `Bearer ${session.token}` } : {};
    },
    renew: () => {
      asking ??= askAgain().finally(() => { asking = undefined; });
      return asking;
    },
  });
}
