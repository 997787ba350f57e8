import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, PASSWORD, USERS } from './users.mjs';
import { watch } from './faults.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const RESULTS = path.join(HERE, '..', '..', 'frontend-bundle', 'test-results', 'console');
const SIZE = { width: 1440, height: 900 };

/** Each file of pages/ exports `visit(at)`, and may export `users`, `languages`, `allowed`, patterns of faults, and `prepare(admin, url)`. */
async function scripts(names) {
  const wanted = names.split(',').filter(Boolean);
  const files = fs.readdirSync(path.join(HERE, 'pages')).filter((file) => file.endsWith('.mjs')).sort();
  const chosen = files.filter((file) => !wanted.length || wanted.includes(path.basename(file, '.mjs')));
  return Promise.all(chosen.map(async (file) => ({
    name: path.basename(file, '.mjs'),
    users: USERS,
    languages: LANGUAGES,
    allowed: [],
    ...(await import(path.join(HERE, 'pages', file))),
  })));
}

/** Through the console's own form. */
async function logIn(page, url, user) {
  await page.goto(url + '/login', { waitUntil: 'domcontentloaded' });
  await page.fill('form input:not([type=password])', user);
  await page.fill('form input[type=password]', PASSWORD);
  await Promise.all([
    page.waitForURL((address) => !address.pathname.startsWith('/login'), { timeout: 60_000 }),
    page.click('form button'),
  ]);
  await page.waitForSelector('#root a', { timeout: 60_000 });
}

/** The language is a property of the user's object, which the admin may write. */
async function speak(admin, url, user, language) {
  const answer = await admin.request.patch(`${url}/apis/iam.kubesphere.io/v1beta1/users/${user}`, {
    headers: { 'Content-Type': 'application/merge-patch+json' },
    data: JSON.stringify({ spec: { lang: language } }),
  });
  if (!answer.ok()) {
    throw new Error(`the language of ${user} cannot be set: ${answer.status()} ${await answer.text()}`);
  }
}

/** What a script gets. */
function hands(page, url, user, language, name) {
  return {
    page,
    user,
    language,
    /** Opens a path and waits until the page has settled. */
    async open(to) {
      await page.goto(url + to, { waitUntil: 'domcontentloaded', timeout: 60_000 });
      await page.waitForSelector('#root a', { timeout: 60_000 });
      await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {
        // streams keep a page busy for as long as it is open
      });
    },
    async shoot(what) {
      await page.screenshot({ path: path.join(RESULTS, `${name}-${what}-${user}-${language}.png`) });
    },
    expect(claim, otherwise) {
      if (!claim) {
        throw new Error(otherwise);
      }
    },
  };
}

/** In a tab of its own, so that each answers for its own faults. */
async function visit(context, url, user, language, script) {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults = watch(page, script.allowed);
  try {
    await script.visit(hands(page, url, user, language, script.name));
  } catch (failed) {
    await page.screenshot({ path: path.join(RESULTS, `failed-${script.name}-${user}-${language}.png`) });
    faults.push(failed.message);
  } finally {
    await page.close();
  }
  return faults;
}

/** A script's visit, told on a line; whether it failed. */
async function tell(context, url, user, language, script) {
  const begun = Date.now();
  const faults = await visit(context, url, user, language, script);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${faults.length ? 'FAIL' : 'ok  '} ${script.name} as ${user} in ${language} (${seconds} s)`);
  faults.forEach((fault) => console.log(`     ${fault}`));
  return faults.length > 0;
}

/** All scripts that are for a user, in one session; how many visits failed. */
async function session(browser, admin, url, user, chosen) {
  const context = await browser.newContext({ viewport: SIZE });
  let failures = 0;
  try {
    const page = await context.newPage();
    await logIn(page, url, user);
    await page.close();
    for (const language of LANGUAGES) {
      await speak(admin, url, user, language);
      for (const script of chosen.filter(({ languages }) => languages.includes(language))) {
        failures += await tell(context, url, user, language, script) ? 1 : 0;
      }
    }
  } finally {
    await context.close();
  }
  return failures;
}

/** How many visits failed. */
export async function run(chromium, url, names) {
  fs.mkdirSync(RESULTS, { recursive: true });
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  let failures = 0;
  try {
    const admin = await browser.newPage();
    await logIn(admin, url, 'admin');
    const all = await scripts(names);
    for (const script of all) {
      await script.prepare?.(admin, url);
    }
    for (const user of USERS) {
      const chosen = all.filter((script) => script.users.includes(user));
      if (chosen.length) {
        failures += await session(browser, admin, url, user, chosen);
      }
    }
  } finally {
    await browser.close();
  }
  return failures;
}
