/** What each role finds in the console: entries and buttons as the access matrix says. */
import { may } from '../access.mjs';
import { trained } from '../demo.mjs';

export { trained as prepare };
export const users = ['admin', 'research-admin', 'risk-operator', 'risk-viewer'];

const WORDS = {
  en: { platform: 'AI platform', create: 'Create', register: 'Register', upload: 'Upload version', remove: 'Delete', again: 'Run again', share: 'Save' },
  zh: { platform: 'AI 平台', create: '创建', register: '注册', upload: '上传版本', remove: '删除', again: '重新运行', share: '保存' },
};
const LISTS = { overview: 'ai-overview', datasets: 'ai-datasets', algorithms: 'ai-algorithms', trainingjobs: 'ai-training', traces: 'ai-traces' };

/** Pages with their buttons, and the request that stands behind each. */
const BUTTONS = {
  datasets: { create: 'POST namespaces/{namespace}/datasets' },
  algorithms: { register: 'POST namespaces/{namespace}/algorithms' },
  trainingjobs: { create: 'POST namespaces/{namespace}/trainingjobs' },
  'datasets/german-credit': {
    upload: 'POST namespaces/{namespace}/datasets/{name}/uploads', remove: 'DELETE namespaces/{namespace}/datasets/{name}',
  },
  'datasets/german-credit/settings': { share: 'PATCH namespaces/{namespace}/datasets/{name}' },
  'trainingjobs/first-run': {
    again: 'POST namespaces/{namespace}/trainingjobs/{name}/rerun', remove: 'DELETE namespaces/{namespace}/trainingjobs/{name}',
  },
};

export async function visit({ page, user, language, open, go, shoot, expect }) {
  const words = WORDS[language];

  // The console fills its list of extensions when its header renders anew, which a page with projects makes it do.
  await open('/ai');
  await page.locator('main h1').first().waitFor();
  await page.click('.extension-button');
  await page.locator('a.item').getByText(words.platform, { exact: true }).waitFor();
  await shoot('platform');

  for (const [place, prefix, scope] of [
    ['workspace', '/workspaces/research', 'workspaces/{workspace}'],
    ['project', '/research/clusters/host/projects/credit-risk', 'namespaces/{namespace}'],
  ]) {
    await open(`${prefix}/overview`);
    const shown = Object.keys(LISTS).filter((list) => may(user, `GET ${scope}/${list}`));
    const entry = page.getByText(words.platform, { exact: true });
    expect(await entry.count() === (shown.length ? 1 : 0), `${await entry.count()} entries "${words.platform}" in the ${place}`);
    if (shown.length) {
      await entry.click();
      await page.locator(`a[href="${prefix}/${LISTS[shown[0]]}"]`).waitFor();
    }
    for (const [list, name] of Object.entries(LISTS)) {
      const there = await page.locator(`a[href="${prefix}/${name}"]`).count() > 0;
      expect(there === shown.includes(list), `${name} ${there ? 'is' : 'is not'} in the ${place}`);
    }
    if (shown.length) {
      await page.click(`a[href="${prefix}/${LISTS.datasets}"]`);
      await page.getByText('german-credit', { exact: true }).first().waitFor();
    }
    await shoot(place);
  }

  for (const [path, buttons] of Object.entries(BUTTONS)) {
    await go(`/ai/projects/credit-risk/${path}`);
    await page.locator('main h1').first().waitFor();
    // what the roles allow is asked for once for a project, and is there with its navigation
    await page.locator('aside nav a').first().waitFor();
    for (const [word, request] of Object.entries(buttons)) {
      const button = page.locator('main').getByRole('button', { name: words[word], exact: true }).first();
      if (may(user, request)) {
        await button.waitFor();
      } else {
        expect(await button.count() === 0, `"${words[word]}" is offered at ${path}`);
      }
    }
  }
  await shoot('actions');
  expect(!/AI_PLATFORM/.test(await page.innerText('#root')), 'an untranslated key is visible');
}
