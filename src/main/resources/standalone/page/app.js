/** The door of the stand-alone environment: projects, jobs, log, metrics. The console bundle takes its place. */
import * as api from './api.js';
import { button, chart, field, h, say, section, table, time } from './dom.js';

const page = document.getElementById('page');
const DEMO = ['admin', 'research-admin', 'risk-operator', 'risk-viewer', 'stranger'];
const POLL_MS = 2000;
let leave = new AbortController();

/** Where we are: #/<project>[/<job>] */
const where = () => location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
const go = (...parts) => { location.hash = `#/${parts.map(encodeURIComponent).join('/')}`; };

async function show() {
  leave.abort();
  leave = new AbortController();
  say();
  try {
    await render(leave.signal);
  } catch (problem) {
    if (problem.code === 401) {
      api.session.clear();
      await show();
    } else if (problem.name !== 'AbortError') {
      say(problem);
    }
  }
}

async function render(signal) {
  const session = api.session.get();
  document.getElementById('who').replaceChildren(...(session ? [session.user, button('Log out', logOut)] : []));
  if (!session) {
    document.getElementById('places').replaceChildren();
    page.replaceChildren(loginForm());
    return;
  }
  const projects = (await api.projects()).items.map(project => project.metadata.name);
  const [project, job] = where();
  showPlaces(projects, project);
  if (!project && projects.length > 0) {
    go(projects.includes('credit-risk') ? 'credit-risk' : projects[0]);
    return;
  }
  if (!project) {
    page.replaceChildren(section('No project', h('p', {}, `${session.user} has no role in any project.`)));
    return;
  }
  await (job ? showJob(project, job, signal) : showProject(project, signal));
}

function showPlaces(projects, current) {
  const choice = h('select', { 'aria-label': 'Project', onchange: event => go(event.target.value) },
    projects.map(name => h('option', { value: name, selected: name === current }, name)));
  document.getElementById('places').replaceChildren(...(projects.length ? [choice] : []));
}

function logOut() {
  api.session.clear();
  go();
  return show();
}

function loginForm() {
  const user = h('select', { name: 'user' }, DEMO.map(name => h('option', {}, name)));
  const password = h('input', { type: 'password', value: 'P@88w0rd', autocomplete: 'current-password' });
  user.value = 'risk-operator';
  const enter = async event => {
    event.preventDefault();
    try {
      await api.login(user.value, password.value);
      await show();
    } catch (problem) {
      say(problem);
    }
  };
  return h('section', { class: 'login' }, h('h2', {}, 'Log in'),
    h('form', { onsubmit: enter }, field('User', user), field('Password', password),
      h('button', { class: 'main' }, 'Log in')),
    h('p', { class: 'muted' }, 'Demo users of the stand-alone environment; the password is filled in.'));
}

async function showProject(project, signal) {
  const [algorithms, datasets] = await Promise.all([api.algorithms(project), api.datasets(project)]);
  const list = h('div');
  page.replaceChildren(
    section('Run an algorithm', runForm(project, algorithms.items, datasets.items)),
    section('Training jobs', list));
  await poll(signal, async () => list.replaceChildren(jobTable(project, (await api.listJobs(project, 1)).items)));
}

function jobTable(project, jobs) {
  const row = job => [
    h('button', { class: 'link', type: 'button', onclick: () => go(project, job.metadata.name) }, job.metadata.name),
    phase(job.status?.phase ?? 'Queued'),
    job.status?.message ?? '',
    job.spec.algorithm ? `${job.spec.algorithm.name} ${job.spec.algorithm.version}` : job.spec.container.image,
    time(job.metadata.creationTimestamp),
  ];
  return table(['Name', 'Phase', 'Why', 'Algorithm', 'Made'], jobs.map(row), 'No job yet: run an algorithm above.');
}

const phase = name => h('span', { class: `phase ${name}` }, name);

/** A form as the algorithm's own parameter schema says. */
function runForm(project, algorithms, datasets) {
  if (algorithms.length === 0) {
    return h('p', { class: 'muted' }, 'The project sees no algorithm.');
  }
  const choice = h('select', {}, algorithms.map((algorithm, index) =>
    h('option', { value: index }, algorithm.spec.title ?? algorithm.metadata.name)));
  const name = h('input', { required: true, pattern: '[a-z0-9]([a-z0-9\\-]*[a-z0-9])?', maxlength: 52 });
  const rest = h('div', { style: 'display: contents' });
  let read = () => ({});
  const choose = () => {
    const algorithm = algorithms[choice.value];
    const version = algorithm.spec.versions.at(-1);
    name.value = `${algorithm.metadata.name}-${Math.random().toString(36).slice(2, 6)}`.slice(-52);
    const made = versionFields(algorithm, version, datasets);
    rest.replaceChildren(...made.fields);
    read = made.read;
  };
  choice.addEventListener('change', choose);
  choose();
  const run = async event => {
    event.preventDefault();
    say();
    try {
      await api.submit(project, { metadata: { name: name.value }, spec: read() });
      go(project, name.value);
    } catch (problem) {
      say(problem);
    }
  };
  return h('form', { class: 'grid', onsubmit: run }, field('Algorithm', choice), field('Name of the job', name), rest,
    h('button', { class: 'main' }, 'Run'));
}

function versionFields(algorithm, version, datasets) {
  const parameters = (version.parameters ?? []).map(parameter => [parameter, parameterInput(parameter)]);
  const inputs = (version.inputs ?? []).map(slot => [slot, datasetInput(datasets)]);
  const read = () => ({
    algorithm: { namespace: algorithm.metadata.namespace, name: algorithm.metadata.name, version: version.name },
    parameters: Object.fromEntries(parameters.flatMap(([parameter, input]) => parameterValue(parameter, input))),
    inputs: inputs.filter(([, input]) => input.value).map(([slot, input]) => ({ name: slot.name, dataset: JSON.parse(input.value) })),
  });
  const fields = [
    ...inputs.map(([slot, input]) => field(`Input ${slot.name}`, input)),
    ...parameters.map(([parameter, input]) => field(parameter.name, input)),
  ];
  return { fields, read };
}

function parameterInput({ type, values, minimum, maximum, required, description, default: preset }) {
  if (type === 'enum' || type === 'bool') {
    const select = h('select', { title: description }, (values ?? ['true', 'false']).map(value => h('option', {}, value)));
    select.value = String(preset ?? values?.[0] ?? false);
    return select;
  }
  const number = type === 'int' || type === 'float';
  return h('input', {
    type: number ? 'number' : 'text', step: type === 'float' ? 'any' : undefined,
    min: minimum, max: maximum, required, title: description, value: preset,
  });
}

function parameterValue({ name, type }, input) {
  if (input.value === '') {
    return [];
  }
  const value = { int: Number, float: Number, bool: text => text === 'true' }[type] ?? String;
  return [[name, value(input.value)]];
}

function datasetInput(datasets) {
  const choices = datasets.filter(dataset => dataset.status?.latest).map(({ metadata, status }) =>
    [`${metadata.name} ${status.latest.version}`,
      { namespace: metadata.namespace, name: metadata.name, version: status.latest.version }]);
  return h('select', {}, choices.map(([label, value]) => h('option', { value: JSON.stringify(value) }, label)));
}

async function showJob(project, name, signal) {
  const [facts, charts, stored] = [h('div'), h('div', { class: 'charts' }), h('div')];
  const log = h('pre', { tabindex: 0, 'aria-label': 'Log' });
  page.replaceChildren(
    section(name, facts), section('Metrics', charts), section('Log', log), section('Outputs', stored));
  api.followLog(project, name, event => showLine(log, event), signal).catch(problem => showGap(log, problem, signal));
  await poll(signal, async () => {
    const [job, why, metrics, outputs] = await Promise.all([
      api.getJob(project, name).catch(() => api.getRun(project, name)), api.explanation(project, name),
      api.metrics(project, name), api.outputs(project, name)]);
    facts.replaceChildren(factList(project, name, job, why));
    charts.replaceChildren(...metrics.series.map(chart));
    stored.replaceChildren(table(['Name', 'Files', 'Bytes', 'Digest'],
      outputs.items.map(({ name: output, files, bytes, digest }) => [output, files, bytes, digest]), 'Nothing stored yet.'));
  });
}

function showLine(log, event) {
  const data = JSON.parse(event.data);
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 20;
  log.append(event.type === 'gap' ? h('span', { class: 'gap' }, `${data.text}\n`) : `${data.text}\n`);
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

function showGap(log, problem, signal) {
  if (!signal.aborted) {
    log.append(h('span', { class: 'gap' }, `${problem.message}\n`));
  }
}

function factList(project, name, job, why) {
  const status = job.status ?? {};
  const live = Boolean(job.metadata);
  const ended = ['Succeeded', 'Failed', 'Lost'].includes(why.phase);
  const facts = {
    Phase: phase(why.phase), Why: why.message, 'Next step': why.nextStep,
    Started: time(status.startTime ?? job.times?.startedAt), Ended: time(status.completionTime ?? job.times?.finishedAt),
    Parameters: JSON.stringify(live ? job.spec.parameters ?? {} : job.parameters), Engine: status.engineObject?.engine ?? job.engine,
  };
  const rows = Object.entries(facts).filter(([, value]) => value).flatMap(([key, value]) => [h('dt', {}, key), h('dd', {}, value)]);
  return h('div', {}, h('dl', {}, rows), h('p', { class: 'row' },
    live && !ended && !job.spec.suspend ? button('Stop', () => api.act(project, name, 'stop')) : undefined,
    live && !ended && job.spec.suspend ? button('Resume', () => api.act(project, name, 'resume')) : undefined,
    button('Run again', async () => go(project, (await api.act(project, name, 'rerun', {})).metadata.name)),
    live ? button('Delete', () => deleteJob(project, name)) : undefined));
}

async function deleteJob(project, name) {
  if (confirm(`Delete ${name}? Its record, metrics, outputs and log stay.`)) {
    await api.remove(project, name);
    go(project);
  }
}

async function poll(signal, work) {
  while (!signal.aborted) {
    await work().catch(problem => signal.aborted || say(problem));
    await new Promise(resolve => { setTimeout(resolve, POLL_MS); signal.addEventListener('abort', resolve, { once: true }); });
  }
}

window.addEventListener('hashchange', show);
show();
