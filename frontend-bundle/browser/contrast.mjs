/** Contrast as WCAG AA asks for it, measured by axe. */
import axe from 'axe-core';

/** Texts of a page that are hard to read, each with what was measured; `within` is a selector of what is ours. */
export async function faintTexts(page, within) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    selector => window.axe.run(selector, { runOnly: ['color-contrast'], resultTypes: ['violations'] }), within,
  );
  return violations.flatMap(({ nodes }) => nodes).map(({ target, html, any }) => {
    const { fgColor, bgColor, contrastRatio } = any[0]?.data ?? {};
    return `${contrastRatio} of ${fgColor} on ${bgColor}: ${html.slice(0, 120)} (${target.join(' ')})`;
  });
}
