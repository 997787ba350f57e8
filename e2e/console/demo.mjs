/** Runs for pages to show, made through the console as a program with its cookies would. */
const PROJECT = '/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk';
const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;

async function submit(admin, url, name, rate) {
  const answer = await admin.request.post(`${url}${PROJECT}/trainingjobs`, {
    data: {
      metadata: { name },
      spec: {
        algorithm: { namespace: 'ai-presets', name: 'logistic-regression', version: 'v1' },
        parameters: { learning_rate: rate },
        inputs: [{ name: 'data', dataset: { name: 'german-credit', version: 'v1' } }],
      },
    },
  });
  if (!answer.ok() && answer.status() !== 409) {
    throw new Error(`${name} is refused: ${answer.status()} ${await answer.text()}`);
  }
}

async function ended(admin, url, name) {
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const job = await (await admin.request.get(`${url}${PROJECT}/trainingjobs/${name}`)).json();
    if (job.status?.phase === 'Succeeded') {
      return;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  throw new Error(`${name} does not succeed`);
}

/** Runs `first-run` and `second-run` of the demo project, ended well. */
export async function trained(admin, url) {
  const runs = { 'first-run': 0.1, 'second-run': 0.5 };
  for (const [name, rate] of Object.entries(runs)) {
    await submit(admin, url, name, rate);
  }
  for (const name of Object.keys(runs)) {
    await ended(admin, url, name);
  }
}
