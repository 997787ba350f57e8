/** Every page of a project, which both the light shell and the console show. */
const job = '/trainingjobs/first-run';

/** By name, the path below the project; runs `first-run` and `second-run` must be there. */
export const PAGES = {
  overview: '/overview', jobs: '/trainingjobs', job, log: `${job}/log`, metrics: `${job}/metrics`, workers: `${job}/workers`,
  events: `${job}/events`, lineage: `${job}/lineage`, yaml: `${job}/yaml`, runs: '/trainingruns',
  comparison: '/comparison?runs=first-run,second-run', create: '/trainingjobs?create=', datasets: '/datasets',
  dataset: '/datasets/german-credit', settings: '/datasets/german-credit/settings', version: '/datasets/german-credit/versions/v1',
  diff: '/datasets/german-credit/versions/v1?view=diff', usage: '/datasets/german-credit/versions/v1?view=usage',
  'dataset-create': '/datasets?create=', recyclebin: '/recyclebin', algorithms: '/algorithms',
  algorithm: '/algorithms/logistic-regression?project=ai-presets', register: '/algorithms?create=', logs: '/logs', notifications: '/notifications',
  traces: '/traces', 'service-graph': '/traces?view=graph',
};

/** Waits until a page that was opened shows what it is for; fails when that is an error. */
export async function shown(page, name) {
  await page.locator('main h1, main [role=alert], [role=dialog]').first().waitFor();
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined); // logs are streams
  await page.waitForFunction(() => !document.querySelector('main [role=status], [role=dialog] [role=status]'));
  if (await page.locator('[role=alert]').count() > 0) throw new Error(`${name} shows an error: ${await page.locator('[role=alert]').first().innerText()}`);
  if (name === 'version') {
    await page.getByRole('button', { name: 'german-credit.csv' }).click();
    await page.getByText('status_of_existing_checking_account').first().waitFor();
  }
}
