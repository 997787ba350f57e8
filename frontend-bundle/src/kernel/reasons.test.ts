import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from './i18n';
import { explained, sentences } from './reasons';
import page from '../../../docs/guide/phases.md?raw';

/** The page is written from the service's code: reason, meaning, what to do. */
const rows = [...page.matchAll(/^\| `\w+` \| (.+?) \| (.*?) ?\|$/gm)];
const worded = [...new Set(rows.flatMap(([, meaning, next]) => [meaning, next]))].filter(sentence => sentence !== '');

describe('what the service says', () => {
  afterEach(() => setLanguage('en'));

  it('is in Chinese, every sentence that there is and none that there is not', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(Object.keys(sentences).sort()).toEqual(worded.sort());
  });

  it('is told in the language of the user', () => {
    expect(explained('The queue is stopped')).toBe('The queue is stopped');
    setLanguage('zh');
    expect(explained('The queue is stopped')).toBe('队列已停止');
  });

  it('keeps what the cluster adds to a sentence', () => {
    setLanguage('zh');
    expect(explained('The image does not exist: docker.io/a: not found')).toBe('镜像不存在：docker.io/a: not found');
    expect(explained('Wait: it starts again by itself; the evidence says why')).toBe('请等待，运行会自动重启；依据中说明了原因');
  });

  it('stays as it is where nobody has translated it', () => {
    setLanguage('zh');
    expect(explained('Something new: 7')).toBe('Something new: 7');
    expect(explained('')).toBe('');
  });
});
