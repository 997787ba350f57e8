/** Faults that are the console's own and have nothing to do with us; each says why it is let through. */
const KNOWN = [];

/** Collects what must not happen on a page, from now on. */
export function watch(page, allowed) {
  const faults = [];
  const tell = (fault) => {
    if (![...KNOWN, ...allowed].some((pattern) => pattern.test(fault))) {
      faults.push(fault);
    }
  };
  page.on('pageerror', (error) => tell(`page error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // The status of a response is told below, with its method.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource: the server responded')) {
      tell(`console error: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      const { pathname, search } = new URL(response.url());
      tell(`status ${response.status()}: ${response.request().method()} ${pathname}${search}`);
    }
  });
  return faults;
}
