/** Our entries: the platform's section, and our lists in a workspace. */
const TITLE = { en: 'AI platform', zh: 'AI 平台' };

export async function visit({ page, user, language, open, shoot, expect }) {
  await open('/ai');
  await shoot('section');
  if (!['admin', 'research-admin'].includes(user)) {
    // the others' roles are those of a project, so lists of a workspace are not theirs
    return;
  }
  await open('/workspaces/research/ai-datasets');
  await shoot('workspace-datasets');
  const text = await page.innerText('#root');
  expect(text.includes(TITLE[language]), `no menu "${TITLE[language]}" in the workspace`);
  expect(!/AI_PLATFORM/.test(text), 'an untranslated key is visible');
}
