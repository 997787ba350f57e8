/** What a page says when the service fails it. */
import { enter } from './browser.mjs';

const STATUSES = {
  403: 'You may not see this', 404: 'not there', 409: 'in the way', 422: 'not valid', 500: 'broke inside', 503: 'not there now',
};

function status(code, message) {
  return { status: code, json: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason: 'Provoked', message, metadata: {} } };
}

/** Checks by name, of the light shell at a front door. */
export function faultyChecks(browser, front, project) {
  const LIST = /\/namespaces\/credit-risk\/datasets(\?|$)/;

  async function openList(allowed, answer) {
    const visit = await browser.visit({ allowed });
    await enter(visit.page, front, 'risk-operator');
    await visit.page.route(LIST, answer);
    await visit.page.goto(`${project}/datasets`);
    return visit;
  }

  return {
    async 'every refusal of the service is told, and the rest stays usable'() {
      for (const [code, words] of Object.entries(STATUSES)) {
        const { page, close } = await openList([code], route => route.fulfill(status(Number(code), words)));
        await page.getByText(words, { exact: false }).first().waitFor();
        await page.getByRole('link', { name: 'Algorithms' }).click();
        await page.getByRole('link', { name: 'Logistic regression', exact: true }).waitFor();
        await close(`status ${code}`);
      }
    },

    async 'an answer that is cut off is told, and another try shows the list'() {
      let whole = false;
      // 0 is the code of a problem without an answer that could be read
      const { page, close } = await openList([0], route => (whole ? route.continue() : route.fulfill({ contentType: 'application/json', body: '{"items":[{"meta' })));
      const again = page.getByRole('button', { name: /again/i });
      await again.waitFor();
      whole = true;
      await again.click();
      await page.getByRole('link', { name: 'German credit' }).waitFor();
      await close('the cut answer');
    },

    async 'a slow answer shows that it is awaited'() {
      let go;
      const gone = new Promise(resolve => { go = resolve; });
      const { page, close } = await openList([], async route => { await gone; await route.continue(); });
      await page.getByRole('status', { name: /load/i }).first().waitFor();
      go();
      await page.getByRole('link', { name: 'German credit' }).waitFor();
      await close('the slow answer');
    },

    async 'names in Chinese, Arabic and emoji are shown as they are, and as text'() {
      const titles = ['信用数据', 'بيانات الائتمان', '🚀👩‍🔬 rocket', '<img src=x onerror=alert(1)>'];
      const items = titles.map((title, index) => ({
        metadata: { name: `odd-${index}`, namespace: 'credit-risk', uid: `u${index}`, creationTimestamp: '2026-01-01T00:00:00Z' }, spec: { title, kind: 'Generic' },
      }));
      const { page, close } = await openList([], route => route.fulfill({ json: { items, totalItems: items.length } }));
      for (const title of titles) {
        await page.getByRole('link', { name: title, exact: true }).waitFor();
      }
      await close('odd names');
    },

    async '500 metrics of 100,000 points each are charted'() {
      const { page, shot, close } = await browser.visit({ allowed: [404] });
      await enter(page, front, 'risk-operator');
      await page.route(/\/first-run\/metrics\?/, route => {
        const asked = Number(new URL(route.request().url()).searchParams.get('points') ?? 1000);
        const points = Array.from({ length: asked }, (_, index) => ({ step: index * Math.floor(100_000 / asked), timestampMs: index, value: Math.sin(index / 40) }));
        const series = Array.from({ length: 500 }, (_, index) => ({ key: `metric_${index}`, total: 100_000, points }));
        return route.fulfill({ json: { sequence: 1, series } });
      });
      const begun = Date.now();
      await page.goto(`${project}/trainingjobs/first-run/metrics`);
      await page.getByRole('img', { name: /^metric_0:/ }).waitFor();
      console.log(`  500 metrics are there after ${Date.now() - begun} ms`);
      await page.getByRole('textbox', { name: 'Filter metrics' }).fill('metric_499');
      await page.getByRole('img', { name: /^metric_499:/ }).waitFor();
      await shot('many-metrics');
      await close('many metrics');
    },

    async 'what one tab makes another tab shows'() {
      const name = `tab-${Date.now()}`;
      const { page, close } = await browser.visit();
      await enter(page, front, 'risk-operator');
      await page.goto(`${project}/datasets`);
      await page.getByRole('link', { name: 'German credit' }).waitFor();
      const session = await page.evaluate(() => sessionStorage.getItem('ai-platform-session'));
      const second = await page.context().newPage();
      await second.goto(front);
      await second.evaluate(text => sessionStorage.setItem('ai-platform-session', text), session);
      await second.goto(`${project}/datasets?create=`);
      await second.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await second.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
      await second.getByRole('heading', { name }).waitFor();
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('link', { name }).waitFor();
      await close('two tabs');
    },
  };
}
