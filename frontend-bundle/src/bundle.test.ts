import * as icons from '@kubed/icons';
import { describe, expect, it } from 'vitest';
import bundle from './index';

const names = (items: Array<{ icon?: string; children?: unknown }>): string[] =>
  items.flatMap(item => [...(item.icon ? [item.icon] : []), ...names((item.children as typeof items) ?? [])]);

describe('what the console mounts', () => {
  it('has only icons that exist, since an unknown one blanks the console', () => {
    for (const name of names(bundle.menus)) {
      const exported = name.replace(/(^|-)(\w)/g, (_text, _dash, letter: string) => letter.toUpperCase());
      expect(icons, name).toHaveProperty(exported);
    }
  });

  it('has parents that both 4.1 and later consoles know', () => {
    expect(new Set(bundle.menus.map(menu => menu.parent))).toEqual(new Set(['global', 'workspace', 'cluster']));
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
