/** Every page of the platform, as the light shell's check lists them, within the console. */
import { PAGES, shown } from '../../../frontend-bundle/browser/pages.mjs';
import { trained } from '../demo.mjs';

export { trained as prepare };
export const users = ['risk-operator'];

export async function visit({ page, open, shoot, expect }) {
  for (const [name, path] of Object.entries(PAGES)) {
    await open(`/ai/projects/credit-risk${path}`);
    await shown(page, name);
    expect(await page.locator('.logo').count() === 1, `the console's frame is gone at ${name}`);
    expect(!/AI_PLATFORM/.test(await page.innerText('#root')), `an untranslated key is visible at ${name}`);
    await shoot(name);
  }
}
