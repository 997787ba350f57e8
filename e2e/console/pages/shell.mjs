/** The console's own pages around ours: they must work for everybody who may see them. */
export async function visit({ page, user, open, shoot, expect }) {
  await open('/');
  await shoot('home');
  const globals = await page.evaluate(() => ({ user: window.globals.user.username, installed: window.globals.installedExtensions }));
  expect(globals.user === user, `the console takes ${user} for ${globals.user}`);
  if (user !== 'stranger') {
    await open('/workspaces/research/overview');
    await shoot('workspace');
  }
}
