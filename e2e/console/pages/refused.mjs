/** Whom the access matrix refuses finds no entry, and is told so where he types the address. */
export const users = ['risk-operator', 'risk-viewer', 'stranger'];
export const allowed = [/^status 403: GET \/kapis\//, /^console error: Problem: .*forbidden/];

const WORDS = {
  en: { platform: 'AI platform', refused: 'You may not see this', none: 'No project' },
  zh: { platform: 'AI 平台', refused: '您无权查看此内容', none: '没有项目' },
};
const LISTS = ['ai-datasets', 'ai-algorithms', 'ai-training'];
const PAGES = ['datasets', 'datasets/german-credit', 'algorithms', 'trainingjobs', 'trainingjobs/first-run', 'trainingruns'];

export async function visit({ page, user, language, open, shoot, expect }) {
  const words = WORDS[language];
  for (const list of LISTS) {
    await open(`/workspaces/research/${list}`);
    await page.getByText(words.refused).first().waitFor();
  }
  await shoot('workspace');
  if (user !== 'stranger') {
    return;
  }

  await open('/');
  await page.click('.extension-button');
  await page.waitForTimeout(500);
  expect(await page.getByText(words.platform, { exact: true }).count() === 0, 'the platform is offered to a stranger');
  await open('/ai');
  await page.getByText(words.none, { exact: true }).waitFor();
  await shoot('section');
  for (const path of PAGES) {
    await open(`/ai/projects/credit-risk/${path}`);
    await page.getByText(words.refused).first().waitFor();
    expect(await page.locator('main').getByRole('button').filter({ hasNotText: /again|重试/ }).count() === 0, `a stranger is offered something at ${path}`);
  }
  await shoot('project');
}
