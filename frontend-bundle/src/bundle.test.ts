import * as icons from '@kubed/icons';
import { afterEach, describe, expect, it } from 'vitest';
import mount from './index';

const names = (items: Array<{ icon?: string; children?: unknown }>): string[] =>
  items.flatMap(item => [...(item.icon ? [item.icon] : []), ...names((item.children as typeof items) ?? [])]);

/** As a page of the console asks for it, which knows its user. */
function mountFor(user: NonNullable<Window['globals']>['user']) {
  window.globals = { user };
  return mount();
}

describe('what the console mounts', () => {
  const bundle = mountFor({ username: 'member', workspaces: ['research'] });

  afterEach(() => { delete window.globals; });

  it('has only icons that exist, since an unknown one blanks the console', () => {
    for (const name of names(bundle.menus)) {
      const exported = name.replace(/(^|-)(\w)/g, (_text, _dash, letter: string) => letter.toUpperCase());
      expect(icons, name).toHaveProperty(exported);
    }
  });

  it('has parents that 4.1 and later consoles know', () => {
    expect(new Set(bundle.menus.map(menu => menu.parent))).toEqual(new Set(['global', 'workspace', 'cluster', 'project']));
  });

  it('leads to the platform only who may have a project', () => {
    const entry = (user: NonNullable<Window['globals']>['user']) => mountFor(user).menus.some(menu => menu.parent === 'global');
    expect(entry({ username: 'admin', globalrole: 'platform-admin', workspaces: [] })).toBe(true);
    expect(entry({ username: 'member', globalrole: 'platform-regular', workspaces: ['research'] })).toBe(true);
    expect(entry({ username: 'stranger', globalrole: 'platform-regular', workspaces: [] })).toBe(false);
  });

  it('translates every title, with keys of its own', () => {
    const titles = bundle.menus.flatMap(menu => [menu.title, ...('children' in menu ? menu.children.map(child => child.title) : [])]);
    for (const title of titles) {
      expect(title).toMatch(/^AI_PLATFORM/);
      expect(bundle.locales.en).toHaveProperty(title);
      expect(bundle.locales.zh).toHaveProperty(title);
    }
  });
});
