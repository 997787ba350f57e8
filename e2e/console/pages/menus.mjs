/** What each role finds in the console: entries and buttons as the access matrix says. */
import { may } from '../access.mjs';
import { trained } from '../demo.mjs';

export { trained as prepare };
export const users = ['admin', 'research-admin', 'risk-operator', 'risk-viewer'];

const WORDS = {
  en: { platform: 'AI platform', create: 'Create', register: 'Register', upload: 'Upload version', remove: 'Delete', again: 'Run again', share: 'Save' },
  zh: { platform: 'AI 平台', create: '创建', register: '注册', upload: '上传版本', remove: '删除', again: '重新运行', share: '保存' },
};
const LISTS = { datasets: 'ai-datasets', algorithms: 'ai-algorithms', trainingjobs: 'ai-training' };
const PROJECT = '/ai/projects/credit-risk';

/** Pages with the buttons that a request stands behind. */
const BUTTONS = [
  [`${PROJECT}/datasets`, 'create', 'POST namespaces/{namespace}/datasets'],
  [`${PROJECT}/algorithms`, 'register', 'POST namespaces/{namespace}/algorithms'],
  [`${PROJECT}/trainingjobs`, 'create', 'POST namespaces/{namespace}/trainingjobs'],
  [`${PROJECT}/datasets/german-credit`, 'upload', 'POST namespaces/{namespace}/datasets/{name}/uploads'],
  [`${PROJECT}/datasets/german-credit`, 'remove', 'DELETE namespaces/{namespace}/datasets/{name}'],
  [`${PROJECT}/datasets/german-credit/settings`, 'share', 'PATCH namespaces/{namespace}/datasets/{name}'],
  [`${PROJECT}/trainingjobs/first-run`, 'again', 'POST namespaces/{namespace}/trainingjobs/{name}/rerun'],
  [`${PROJECT}/trainingjobs/first-run`, 'remove', 'DELETE namespaces/{namespace}/trainingjobs/{name}'],
];

export async function visit({ page, user, language, open, shoot, expect }) {
  const words = WORDS[language];

  await open('/');
  await page.click('.extension-button');
  await page.getByText(words.platform, { exact: true }).first().waitFor();
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
    await shoot(place);
    if (shown.length) {
      await page.click(`a[href="${prefix}/${LISTS.datasets}"]`);
      await page.getByText('german-credit', { exact: true }).first().waitFor();
    }
  }

  for (const [path, word, request] of BUTTONS) {
    await open(path);
    await page.locator('main h1').first().waitFor();
    const button = page.locator('main').getByRole('button', { name: words[word], exact: true }).first();
    if (may(user, request)) {
      await button.waitFor();
    } else {
      expect(await button.count() === 0, `"${words[word]}" is offered at ${path}`);
    }
  }
  await shoot('actions');
  expect(!/AI_PLATFORM/.test(await page.innerText('#root')), 'an untranslated key is visible');
}
