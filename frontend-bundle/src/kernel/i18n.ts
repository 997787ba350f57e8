export type Language = 'en' | 'zh';

let chosen: Language | undefined;

/** The console's language of the user; the light shell chooses by itself. */
export function language(): Language {
  const wanted = chosen ?? window.globals?.user?.lang ?? navigator.language;
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function setLanguage(wanted: Language): void {
  chosen = wanted;
}

export type Values = Record<string, string | number>;

/** A module's `t`: both languages have the same keys, or it does not compile. `{name}` is replaced by a value. */
export function translator<Key extends string>(en: Record<Key, string>, zh: Record<Key, string>) {
  return (key: Key, values: Values = {}): string =>
    (language() === 'zh' ? zh : en)[key].replace(/\{(\w+)}/g, (text, name: string) => String(values[name] ?? text));
}
