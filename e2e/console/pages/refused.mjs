/** Whom the access matrix refuses finds no entry, and is told so where he types the address. */
export const users = ['risk-operator', 'risk-viewer', 'stranger'];
export const allowed = [/^status 403: GET \/kapis\//, /^console error: Problem: .*forbidden/];

const WORDS = {
  en: { refused: 'You may not see this', none: 'No project', noExtension: 'No Extension Found' },
  zh: { refused: '您无权查看此内容', none: '没有项目', noExtension: '未发现扩展组件' },
};
/** Words of buttons that change something. */
const CHANGES = /Create|Register|Upload|Delete|Run|创建|注册|上传|删除|运行/;
const LISTS = ['ai-datasets', 'ai-algorithms', 'ai-training', 'ai-traces'];
const PAGES = ['datasets', 'datasets/german-credit', 'algorithms', 'trainingjobs', 'trainingjobs/first-run', 'trainingruns'];

export async function visit({ page, user, language, open, go, shoot, expect }) {
  const words = WORDS[language];
  for (const list of LISTS) {
    await open(`/workspaces/research/${list}`);
    await page.getByText(words.refused).first().waitFor();
  }
  await shoot('workspace');
  if (user !== 'stranger') {
    return;
  }

  await open('/ai');
  await page.getByText(words.none, { exact: true }).waitFor();
  await shoot('section');
  await page.click('.extension-button');
  await page.getByText(words.noExtension, { exact: true }).waitFor();
  for (const path of PAGES) {
    await go(`/ai/projects/credit-risk/${path}`);
    await page.getByText(words.refused).first().waitFor();
    expect(await page.locator('main').getByRole('button').filter({ hasText: CHANGES }).count() === 0, `a stranger is offered something at ${path}`);
  }
  await shoot('project');
}
