/** A browser that notes everything that a person would not want to see. */
import { chromium } from 'playwright-core';
import { watch } from '../../e2e/console/faults.mjs';
import { PASSWORD } from '../../e2e/console/users.mjs';

export async function launch(results) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

  /** A tab of a user who is not logged in yet; statuses that a check provokes are allowed for it. */
  async function visit({ language = 'en', allowed = [] } = {}) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, acceptDownloads: true });
    await context.addInitScript(chosen => localStorage.setItem('ai-platform-language', chosen), language);
    const page = await context.newPage();
    // The query library repeats in the console what a page has shown.
    const echoes = allowed.length > 0 ? [/^console error: Problem:/] : [];
    const faults = watch(page, [...allowed.map(status => new RegExp(`^status ${status}:`)), ...echoes]);
    page.setDefaultTimeout(20_000);
    const shot = name => page.screenshot({ path: `${results}/${language}-${name}.png` });
    const close = async what => {
      await context.close();
      if (faults.length > 0) throw new Error(`${what}:\n  ${faults.join('\n  ')}`);
    };
    return { page, shot, close };
  }

  return { visit, close: () => browser.close() };
}

/** Logs in through the form, as the user that it proposes. */
export async function logIn(page, front) {
  await page.goto(front);
  await page.locator('button[type=submit]').click();
}

/** A bearer of a user, as a program has it. */
export async function token(front, user) {
  const body = new URLSearchParams({ grant_type: 'password', username: user, password: PASSWORD, client_id: 'kubesphere', client_secret: 'kubesphere' });
  const answer = await fetch(`${front}/oauth/token`, { method: 'POST', body });
  return (await answer.json()).access_token;
}

/** Logs in without the form. */
export async function enter(page, front, user) {
  const session = JSON.stringify({ user, token: await token(front, user) });
  await page.goto(front);
  await page.evaluate(text => sessionStorage.setItem('ai-platform-session', text), session);
}
