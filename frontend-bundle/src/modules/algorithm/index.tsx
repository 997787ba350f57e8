import React from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { AlgorithmPage } from './AlgorithmPage';
import { AlgorithmsPage } from './AlgorithmsPage';

export type { Algorithm, AlgorithmVersion, Parameter, Scalar } from './api';
export { AlgorithmsPage } from './AlgorithmsPage';
export { messages as algorithmMessages, t as algorithmText } from './locales';
export { useAlgorithmChoices } from './useAlgorithms';

function Algorithms() {
  const { namespace = '' } = useParams();
  return <AlgorithmsPage place={{ kind: 'project', namespace }} />;
}

function One() {
  const { namespace = '', name = '' } = useParams();
  const [search] = useSearchParams();
  return <AlgorithmPage key={name} namespace={namespace} owner={search.get('project') ?? namespace} name={name} />;
}

/** Pages of a project, below its address. */
export const algorithmRoutes = [
  { path: 'algorithms', element: <Algorithms /> },
  { path: 'algorithms/:name', element: <One /> },
];
