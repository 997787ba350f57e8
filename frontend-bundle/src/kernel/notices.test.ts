import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from './i18n';
import { noticed, notices } from './notices';

const sources = import.meta.glob<string>('../../../src/main/java/io/kubesphere/ai/{overview,tracing,observability}/**/*.java', {
  query: '?raw', import: 'default', eager: true,
});

/** The messages of the notices that a source makes, with `{}` for what it puts in. */
function made(source: string): string[] {
  return [...source.matchAll(/new (?:Log)?Notice\(\s*(?:"\w+"|[\w.]+),/g)]
    .map(begin => argument(source, begin.index + begin[0].length))
    .map(expression => expression.split(/"((?:[^"\\]|\\.)*)"/).map((part, at) => (at % 2 ? part : code(part))).join(''))
    .filter(message => message.replace('{}', '') !== '');
}

/** Up to the bracket that closes the call. */
function argument(source: string, begin: number): string {
  let open = 1;
  let end = begin;
  for (let inText = false; open > 0; end++) {
    const letter = source.charAt(end);
    inText = inText !== (letter === '"');
    open += inText ? 0 : Number(letter === '(') - Number(letter === ')');
  }
  return source.slice(begin, end - 1);
}

function code(between: string): string {
  return /^[\s+]*$/.test(between) ? '' : '{}';
}

describe('what the service says beside an answer', () => {
  afterEach(() => setLanguage('en'));

  it('is in Chinese, every notice that there is', () => {
    const messages = Object.values(sources).flatMap(made);

    expect(messages.length).toBeGreaterThan(20);
    expect(messages.filter(message => !(message in notices))).toEqual([]);
  });

  it('keeps figures and names', () => {
    expect(noticed('2 of 7 machines are not measured, so the used figures are too low')).toMatch(/^2 of 7/);
    setLanguage('zh');
    expect(noticed('2 of 7 machines are not measured, so the used figures are too low')).toBe('有 2 台机器（共 7 台）未被测量，因此已用数值偏低');
    expect(noticed('OpenSearch could not search 1 of 5 parts of its index, so lines are missing: it is red: wait'))
      .toBe('OpenSearch 有 1 个索引分片（共 5 个）无法搜索，因此缺少日志：it is red: wait');
  });

  it('stays as it is where nobody has translated it', () => {
    setLanguage('zh');
    expect(noticed('Prometheus does not answer')).toBe('Prometheus does not answer');
  });
});
