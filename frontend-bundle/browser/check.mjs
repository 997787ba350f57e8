/** Checks of the light shell in a browser: check.mjs FRONT_DOOR RESULTS */
import { mkdirSync } from 'node:fs';
import { enter, launch, logIn, token } from './browser.mjs';
import { faintTexts } from './contrast.mjs';
import { datasetChecks } from './datasets.mjs';
import { faultyChecks } from './faulty.mjs';
import { PAGES, shown } from './pages.mjs';

const [front, results] = process.argv.slice(2);
mkdirSync(results, { recursive: true });
const PROJECT = `${front}/ai/projects/credit-risk`;
const browser = await launch(results);

function expect(holds, what) {
  if (!holds) throw new Error(`expected ${what}`);
}

const checks = {
  /** The story of a new user, with the clicks it takes. */
  async 'a finished run with its chart in under 15 clicks'() {
    // A job that was just submitted has no record for a moment; its page does without.
    const { page, shot, close } = await browser.visit({ allowed: [404] });
    let clicks = 0;
    const click = async locator => { await locator.click(); clicks++; };
    await logIn(page, front);
    clicks++;
    await click(page.getByRole('link', { name: 'Algorithms' }));
    await shot('story-1-algorithms');
    await click(page.getByRole('link', { name: 'Logistic regression', exact: true }));
    await shot('story-2-algorithm');
    await click(page.getByRole('link', { name: 'Run', exact: true }));
    await page.getByText('credit-risk/german-credit:v1').first().waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('first-run');
    await shot('story-3-create');
    await click(page.getByRole('button', { name: 'Run', exact: true }));
    await page.getByRole('heading', { name: 'first-run' }).waitFor();
    await click(page.getByRole('link', { name: 'Log', exact: true }));
    await page.getByText(/epoch 1 /).waitFor({ timeout: 90_000 });
    await shot('story-4-log');
    await click(page.getByRole('link', { name: 'Metrics' }));
    await page.getByRole('img', { name: /^val_auc: first-run 0\.\d+/ }).waitFor();
    await page.getByText('Succeeded').waitFor({ timeout: 120_000 });
    await shot('story-5-metrics');
    console.log(`  ${clicks} clicks`);
    expect(clicks < 15, `fewer than 15 clicks, not ${clicks}`);
    await close('the story');
  },

  /** Every page, in both languages, without a fault. */
  async 'every page in en and zh'() {
    const bearer = { Authorization: `Bearer ${await token(front, 'risk-operator')}`, 'Content-Type': 'application/json' };
    await fetch(`${front}/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk/trainingjobs/first-run/rerun`, {
      method: 'POST', headers: bearer, body: JSON.stringify({ name: 'second-run', parameters: { learning_rate: 0.5 } }),
    });
    for (const language of ['en', 'zh']) {
      const { page, shot, close } = await browser.visit({ language });
      await enter(page, front, 'risk-operator');
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(PROJECT + path);
        await shown(page, name);
        const faint = await faintTexts(page, 'body');
        expect(faint.length === 0, `every text of ${name} to be easy to read:\n  ${faint.join('\n  ')}`);
        await shot(name);
      }
      await close(`pages in ${language}`);
    }
  },

  /** The machine was there before the service, which must know of it all the same. */
  async 'the home page counts this machine'() {
    const headers = { Authorization: `Bearer ${await token(front, 'risk-operator')}` };
    const answer = await fetch(`${front}/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk/overview`, { headers });
    const { rings } = await answer.json();
    for (const measure of ['cpu', 'memory']) {
      const { capacity } = rings.find(ring => ring.measure === measure);
      expect(capacity.value > 0, `${measure} of the machine to be counted, not ${JSON.stringify(capacity)}`);
    }
  },

  /** What the access matrix says, as far as a page can show it. */
  async 'menus and actions of five roles'() {
    const everything = ['Overview', 'Datasets', 'Algorithms', 'Training jobs', 'Logs', 'Traces', 'Notifications'];
    const roles = {
      admin: { menu: everything, creates: true }, 'research-admin': { menu: everything, creates: true },
      'risk-operator': { menu: everything, creates: true }, 'risk-viewer': { menu: everything, creates: false },
      stranger: { menu: [], creates: false },
    };
    for (const [user, { menu, creates }] of Object.entries(roles)) {
      const { page, shot, close } = await browser.visit({ allowed: user === 'stranger' ? [403] : [] });
      await enter(page, front, user);
      await page.goto(`${PROJECT}/trainingjobs`);
      if (user === 'stranger') {
        await page.getByText('You may not see this').waitFor();
      } else {
        await page.getByRole('link', { name: 'first-run' }).waitFor();
        await page.getByRole('navigation').getByRole('link').first().waitFor();
      }
      const shown = await page.getByRole('navigation').getByRole('link').allInnerTexts();
      expect(shown.map(text => text.trim()).join() === menu.join(), `${user} to see ${menu}, not ${shown}`);
      const create = page.getByRole('button', { name: 'Create', exact: true });
      expect((await create.count() === 1) === creates, `${user} ${creates ? '' : 'not '}to be offered Create`);
      await shot(`role-${user}`);
      await close(user);
    }
  },

  /** A session that ends while a form is open costs no input. */
  async 'a session that ends while a form is open'() {
    const { page, shot, close } = await browser.visit({ allowed: [401] });
    await enter(page, front, 'risk-operator');
    await page.goto(`${PROJECT}/datasets?create=`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('kept-input');
    await page.getByRole('textbox', { name: 'Title' }).fill('数据 🚀 بيانات');
    await page.evaluate(() => sessionStorage.setItem('ai-platform-session', JSON.stringify({ user: 'risk-operator', token: 'ended' })));
    await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Your session has ended').waitFor();
    await shot('session-ended');
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: '数据 🚀 بيانات' }).waitFor();
    await close('the ended session');
  },

  /** From nothing to a version with a preview. */
  async 'an upload becomes a version'() {
    const { page, shot, close } = await browser.visit();
    await enter(page, front, 'risk-operator');
    await page.goto(`${PROJECT}/datasets/kept-input`);
    await page.getByRole('button', { name: 'Upload version' }).click();
    await page.locator('input[type=file]').first().setInputFiles([
      { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,x\n2,y\n') }, { name: 'notes-🚀.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    ]);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('link', { name: 'v1', exact: true }).click();
    await page.getByRole('button', { name: 'table.csv' }).click();
    await page.getByText('2 rows').waitFor();
    await shot('uploaded');
    await close('the upload');
  },

  ...datasetChecks(browser, front, PROJECT),

  ...faultyChecks(browser, front, PROJECT),

  /** Work per frame with much to show; told, not judged, since it depends on the machine. */
  async 'work per frame on long lists and logs'() {
    const { page, close } = await browser.visit();
    await enter(page, front, 'risk-operator');
    await page.route(/\/trainingjobs\?/, async route => {
      const query = new URL(route.request().url()).searchParams;
      const first = (Number(query.get('page') ?? 1) - 1) * 20;
      const items = Array.from({ length: 20 }, (_, index) => ({
        metadata: { name: `job-${first + index}`, namespace: 'credit-risk', uid: `u${first + index}`, creationTimestamp: '2026-01-01T00:00:00Z' },
        spec: { algorithm: { name: 'trees', version: 'v1' } }, status: { phase: 'Running', message: 'All workers run' },
      }));
      await route.fulfill({ json: { items, totalItems: 50_000 } });
    });
    await page.goto(`${PROJECT}/trainingjobs`);
    await page.getByText('50000 in all').waitFor();
    await observe(page);
    for (let turn = 0; turn < 10; turn++) {
      await page.getByRole('button', { name: 'Next page' }).click();
      await page.getByRole('link', { name: `job-${(turn + 1) * 20}`, exact: true }).waitFor();
    }
    console.log(`  list of 50,000 jobs, ten pages: longest task ${await longest(page)} ms`);

    const LINES = 1_000_000;
    const chunk = (from, to) => ({
      items: Array.from({ length: to - from }, (_, index) => ({
        type: 'line', stream: 1, worker: 0, container: 'node', line: from + index + 1, time: '2026-01-01T00:00:00Z', text: `line ${from + index + 1} ${'x'.repeat(80)}`,
      })),
      before: String(from), behind: String(to), hasEarlier: from > 0, hasLater: to < LINES,
    });
    await page.route(/\/first-run\/logs\?/, async route => {
      const query = new URL(route.request().url()).searchParams;
      if (query.get('follow') === 'true') return route.fulfill({ contentType: 'text/event-stream', body: 'event: end\ndata: {}\n\n' });
      const to = query.get('before') ? Number(query.get('before')) : query.get('cursor') ? Math.min(LINES, Number(query.get('cursor')) + 1000) : LINES;
      return route.fulfill({ json: chunk(Math.max(0, to - 1000), to) });
    });
    await page.goto(`${PROJECT}/trainingjobs/first-run/log`);
    await page.getByText(`line ${LINES} `).waitFor();
    await observe(page);
    const log = page.getByRole('log');
    for (let turn = 0; turn < 60; turn++) {
      await log.evaluate(element => { element.scrollTop -= 1200; });
      await page.waitForTimeout(50);
    }
    const reached = Number((await log.innerText()).match(/line (\d+)/)?.[1]);
    expect(reached < LINES - 2000, `to have scrolled far up in the log, not to line ${reached}`);
    console.log(`  log of 1,000,000 lines, scrolled up to line ${reached}: longest task ${await longest(page)} ms`);
    await close('long lists and logs');
  },
};

async function observe(page) {
  await page.evaluate(() => {
    window.longest = 0;
    window.watch?.disconnect();
    window.watch = new PerformanceObserver(list => { for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration); });
    window.watch.observe({ type: 'longtask' });
  });
}

/** Of tasks over 50 ms, which is what browsers report; 50 when there was none. */
async function longest(page) {
  return page.evaluate(() => Math.max(50, Math.round(window.longest)));
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const begun = Date.now();
  try {
    await check();
    console.log(`ok      ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (failure) {
    failed++;
    console.log(`FAILED  ${name}\n${failure.message}`);
  }
}
await browser.close();
process.exit(failed > 0 ? 1 : 0);
