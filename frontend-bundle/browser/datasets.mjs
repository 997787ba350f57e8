/** The story of a dataset, from an archive that is dropped to the recycle bin and back. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enter, token } from './browser.mjs';

/** A square of two by two points. */
const IMAGE = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGOQi1oARAwQCgAcpgRhDbYChgAAAABJRU5ErkJggg==';

/** Checks by name, of the light shell at a front door whose platform may ask servers of this machine. */
export function datasetChecks(browser, front, project) {
  const datasets = `${project}/datasets`;

  /** A table, an image and a text as one archive. */
  async function archive() {
    const headers = { Authorization: `Bearer ${await token(front, 'risk-operator')}` };
    const content = `${front}/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk/datasets/german-credit/versions/v1/content?path=german-credit.csv`;
    const table = await fetch(content, { headers });
    const directory = mkdtempSync(join(tmpdir(), 'loans-'));
    try {
      writeFileSync(join(directory, 'german-credit.csv'), Buffer.from(await table.arrayBuffer()));
      writeFileSync(join(directory, 'square.png'), Buffer.from(IMAGE, 'base64'));
      writeFileSync(join(directory, 'readme.txt'), 'Loans of a bank\n');
      return execFileSync('tar', ['-czf', '-', '-C', directory, 'german-credit.csv', 'square.png', 'readme.txt']);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  async function drop(page, name, bytes) {
    const dataTransfer = await page.evaluateHandle(([title, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], title));
      return transfer;
    }, [name, bytes.toString('base64')]);
    await page.getByRole('group', { name: 'Or drop files' }).dispatchEvent('drop', { dataTransfer });
  }

  async function choose(page, label, choice) {
    const field = page.getByRole('dialog').locator('label').filter({ hasText: new RegExp(`^${label}`) });
    await field.locator('[class*=select]').first().click();
    await page.locator(`[class*=select-item-option][title="${choice}"]`).click();
  }

  /** Makes a version of what lies elsewhere, as soon as its form is filled in. */
  async function importVersion(page, fillIn) {
    await page.goto(`${datasets}/loans`);
    await page.getByRole('button', { name: 'Import version' }).click();
    await fillIn(page.getByRole('dialog'));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
  }

  return {
    async 'a dataset from a dropped archive to the recycle bin and back'() {
      const { page, shot, close } = await browser.visit({ allowed: [404] });
      await enter(page, front, 'risk-operator');
      await page.goto(`${datasets}?create=`);
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('loans');
      await page.getByRole('textbox', { name: 'Title' }).fill('Loans');
      await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('heading', { name: 'Loans' }).waitFor();

      await page.getByRole('button', { name: 'Upload version' }).click();
      await drop(page, 'loans.tar.gz', await archive());
      await page.getByText('1 files').waitFor();
      await shot('dataset-1-dropped');
      await page.getByRole('button', { name: 'Upload', exact: true }).click();
      await page.getByRole('link', { name: 'v1', exact: true }).click();
      await page.getByRole('button', { name: 'german-credit.csv' }).click();
      await page.getByText('1,000 rows').waitFor();
      await page.getByRole('table', { name: 'Columns' }).waitFor();
      await shot('dataset-2-table');
      await page.getByRole('button', { name: 'square.png' }).click();
      await page.getByText('2 × 2').waitFor();
      await page.getByRole('button', { name: 'readme.txt' }).click();
      await page.getByText('Loans of a bank').waitFor();

      const server = createServer((request, response) => { response.end('more,rows\n1,2\n'); }).listen(0, '127.0.0.1');
      try {
        await new Promise(resolve => { server.once('listening', resolve); });
        await importVersion(page, async dialog => {
          await dialog.getByRole('textbox', { name: 'Addresses' }).fill(`http://127.0.0.1:${server.address().port}/more.csv`);
          await choose(page, 'Begin with the files of', 'v1');
          await shot('dataset-3-import');
        });
        await page.getByRole('link', { name: 'v2', exact: true }).click();
      } finally {
        server.close();
      }
      await page.getByRole('link', { name: 'Difference' }).click();
      await page.getByText('+1 added').waitFor();
      await page.getByRole('cell', { name: 'more.csv' }).waitFor();
      await shot('dataset-4-difference');

      await importVersion(page, async () => {
        await choose(page, 'Import from', 'Another dataset');
        await choose(page, 'Dataset', 'credit-risk/german-credit');
      });
      await page.getByRole('link', { name: 'v3', exact: true }).waitFor();

      await page.goto(`${project}/algorithms/logistic-regression?project=ai-presets`);
      await page.getByRole('link', { name: 'Run', exact: true }).click();
      await choose(page, 'Input data', 'credit-risk/loans:v3');
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('run-of-loans');
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('heading', { name: 'run-of-loans' }).waitFor();
      await page.getByText('Succeeded', { exact: true }).waitFor({ timeout: 120_000 });
      await page.goto(`${datasets}/loans/versions/v3?view=usage`);
      await page.getByRole('cell', { name: 'run-of-loans' }).waitFor();
      await shot('dataset-5-usage');

      await page.goto(`${datasets}/loans`);
      await page.getByRole('button', { name: 'Delete', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('textbox').fill('loans');
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('link', { name: 'Recycle bin' }).click();
      const deleted = page.getByRole('row', { name: /loans/ });
      await deleted.getByRole('button', { name: 'Restore' }).click();
      await deleted.waitFor({ state: 'detached' });
      await page.goto(`${datasets}/loans/versions/v1`);
      await page.getByRole('button', { name: 'german-credit.csv' }).waitFor();
      await close('the story of a dataset');
    },
  };
}
