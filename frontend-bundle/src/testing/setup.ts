import { cleanup } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { setLogger } from 'react-query';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { setLanguage } from '../kernel/i18n';
import { setUserSource } from '../kernel/tenancy';

/** Answers what a test says; a request that no test expects fails. */
export const server = setupServer();

// Refusals are what many tests are about; pages show them.
setLogger({ log: () => undefined, warn: () => undefined, error: () => undefined });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  setLanguage('en');
  setUserSource(() => 'someone');
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());

// What jsdom does not have and the kit or the charts ask for.
window.matchMedia ??= () => ({ matches: false, addListener: () => undefined, removeListener: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
window.ResizeObserver ??= class {
  observe() { /* sizes do not change here */ }
  unobserve() { /* sizes do not change here */ }
  disconnect() { /* sizes do not change here */ }
};
