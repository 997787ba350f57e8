import { SECTION } from './kernel/place';
import { algorithmMessages } from './modules/algorithm';
import { datasetMessages } from './modules/dataset';
import { logMessages } from './modules/observability';
import { overviewMessages } from './modules/overview';
import { tracingMessages } from './modules/tracing';
import { trainingMessages } from './modules/training';
import { scopedRoutes, sectionRoutes } from './section/routes';

/** Titles of menus; the console translates them, and its keys are shared with all extensions, hence the prefix. */
const titles = (language: 'en' | 'zh') => ({
  AI_PLATFORM: language === 'zh' ? 'AI 平台' : 'AI platform',
  AI_PLATFORM_DESC: language === 'zh' ? '数据集、算法和训练任务' : 'Datasets, algorithms and training jobs',
  AI_PLATFORM_OVERVIEW: overviewMessages[language].title,
  AI_PLATFORM_DATASETS: datasetMessages[language].title,
  AI_PLATFORM_ALGORITHMS: algorithmMessages[language].title,
  AI_PLATFORM_TRAINING: trainingMessages[language].title,
  AI_PLATFORM_LOGS: logMessages[language].title,
  AI_PLATFORM_TRACES: tracingMessages[language].title,
});

const lists = [
  { name: 'ai-overview', title: 'AI_PLATFORM_OVERVIEW', icon: 'dashboard' },
  { name: 'ai-datasets', title: 'AI_PLATFORM_DATASETS', icon: 'data' },
  { name: 'ai-algorithms', title: 'AI_PLATFORM_ALGORITHMS', icon: 'templet' },
  { name: 'ai-training', title: 'AI_PLATFORM_TRAINING', icon: 'computing' },
  { name: 'ai-logs', title: 'AI_PLATFORM_LOGS', icon: 'log' },
  { name: 'ai-traces', title: 'AI_PLATFORM_TRACES', icon: 'topology' },
];

/** The platform's entry leads to projects, so it is for who may have some; which they are the section finds out. */
function hasProjects(): boolean {
  const user = window.globals?.user;
  return user?.globalrole === 'platform-admin' || (user?.workspaces ?? []).length > 0;
}

/**
 * What the console mounts for the user who is logged in. Menu parents are those that 4.1 and later consoles both have,
 * and `project`, which later ones leave out with a warning.
 */
export default () => ({
  routes: [...sectionRoutes, ...scopedRoutes],
  menus: [
    ...(hasProjects()
      ? [{ parent: 'global', name: 'ai-platform', title: 'AI_PLATFORM', desc: 'AI_PLATFORM_DESC', icon: 'ai', link: SECTION, order: 0, skipAuth: true }]
      : []),
    ...['workspace', 'cluster', 'project'].map(parent => ({
      parent,
      name: 'ai-platform',
      title: 'AI_PLATFORM',
      icon: 'ai',
      order: 10,
      children: lists.map(list => ({ ...list, authKey: list.name })),
    })),
  ],
  locales: { en: titles('en'), zh: titles('zh') },
});
