import React from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { ComparisonPage } from './ComparisonPage';
import { TrainingJobPage } from './TrainingJobPage';
import { TrainingJobsPage, TrainingRunsPage } from './TrainingJobsPage';

export { PHASES, type PhaseName, type TrainingJob } from './api';
export { messages as trainingMessages, t as trainingText } from './locales';
export { TrainingJobsPage } from './TrainingJobsPage';
export { useTrainingJobs } from './useTrainingJobs';

function Jobs() {
  const { namespace = '' } = useParams();
  return <TrainingJobsPage place={{ kind: 'project', namespace }} />;
}

function Job() {
  const { namespace = '', name = '', tab } = useParams();
  return <TrainingJobPage key={name} namespace={namespace} name={name} tab={tab} />;
}

function Runs() {
  const { namespace = '' } = useParams();
  return <TrainingRunsPage namespace={namespace} />;
}

function Compare() {
  const { namespace = '' } = useParams();
  const [search] = useSearchParams();
  return <ComparisonPage namespace={namespace} runs={(search.get('runs') ?? '').split(',').filter(Boolean)} />;
}

/** Pages of a project, below its address. */
export const trainingRoutes = [
  { path: 'trainingjobs', element: <Jobs /> },
  { path: 'trainingjobs/:name', element: <Job /> },
  { path: 'trainingjobs/:name/:tab', element: <Job /> },
  { path: 'trainingruns', element: <Runs /> },
  { path: 'comparison', element: <Compare /> },
];
