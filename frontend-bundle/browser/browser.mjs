/** A browser that notes everything that a person would not want to see. */
import { chromium } from 'playwright-core';

export const PASSWORD = 'P@88w0rd';

export async function launch(front, results) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

  /** A tab of a user who is not logged in yet; statuses that a check provokes are allowed for it. */
  async function visit({ language = 'en', allowed = [] } = {}) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, acceptDownloads: true });
    await context.addInitScript(chosen => localStorage.setItem('ai-platform-language', chosen), language);
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', error => faults.push(`page error: ${error.message}`));
    page.on('console', message => {
      // The query library repeats in the console what a page has shown.
      const isExpected = allowed.some(status => message.text().includes(`status of ${status}`)) || (allowed.length > 0 && message.text().startsWith('Problem:'));
      if (message.type() === 'error' && !isExpected) faults.push(`console: ${message.text()}`);
    });
    page.on('response', answer => {
      if (answer.status() >= 400 && !allowed.includes(answer.status())) faults.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
    });
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

/** Logs in through the form, as a person does. */
export async function logIn(page, front, user) {
  await page.goto(front);
  if (user !== 'risk-operator') {
    await page.locator('.kubed-select-selector').first().click();
    await page.locator(`.kubed-select-item-option[title="${user}"]`).click();
  }
  await page.locator('button[type=submit]').click();
}

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
