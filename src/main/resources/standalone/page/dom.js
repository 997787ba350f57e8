/** Makes elements; text is always text, never markup. */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== undefined));
  return element;
}

export const section = (title, ...children) => h('section', {}, h('h2', {}, title), ...children);

export function table(columns, rows, empty) {
  if (rows.length === 0) {
    return h('p', { class: 'muted' }, empty);
  }
  return h('table', {},
    h('thead', {}, h('tr', {}, columns.map(column => h('th', { scope: 'col' }, column)))),
    h('tbody', {}, rows.map(cells => h('tr', {}, cells.map(cell => h('td', {}, cell))))));
}

export const field = (label, input) => h('label', {}, label, input);
export const time = text => (text ? new Date(text).toLocaleString() : '–');

export function say(problem) {
  const notice = document.getElementById('notice');
  notice.textContent = problem
    ? [problem.message, ...(problem.causes ?? []).map(cause => `${cause.field}: ${cause.message}`)].join(' · ')
    : '';
}

/** A button that is disabled while its action runs, and shows what went wrong. */
export function button(label, action, attributes) {
  const element = h('button', { type: 'button', ...attributes, onclick: run }, label);
  async function run() {
    element.disabled = true;
    say();
    try {
      await action();
    } catch (problem) {
      say(problem);
    } finally {
      element.disabled = false;
    }
  }
  return element;
}

/** A metric over its steps. */
export function chart(series) {
  const points = series.points.filter(point => Number.isFinite(point.value));
  const figure = h('figure', {}, h('figcaption', {}, series.key));
  if (points.length === 0) {
    figure.append(h('p', { class: 'muted' }, 'No number yet'));
    return figure;
  }
  const steps = points.map(point => point.step);
  const values = points.map(point => point.value);
  const [left, right, low, high] = [Math.min(...steps), Math.max(...steps), Math.min(...values), Math.max(...values)];
  const x = step => 300 * (right === left ? 0.5 : (step - left) / (right - left));
  const y = value => 130 - 120 * (high === low ? 0.5 : (value - low) / (high - low));
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 300 150');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${series.key} from ${values[0]} to ${values.at(-1)} over ${points.length} points`);
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
  line.setAttribute('points', points.map(point => `${x(point.step)},${y(point.value)}`).join(' '));
  svg.append(line);
  const range = `${low.toPrecision(4)} … ${high.toPrecision(4)}, last ${values.at(-1).toPrecision(5)} at step ${right}`;
  figure.append(svg, h('div', { class: 'muted' }, range));
  return figure;
}
