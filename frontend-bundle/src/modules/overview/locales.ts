import { translator } from '../../kernel/i18n';

const en = {
  title: 'Overview',
  text: 'What runs, what waits and what failed in this project.',
  latest: 'Latest training jobs',
  all: 'All training jobs',
};

const zh: typeof en = {
  title: '概览',
  text: '此项目中正在运行、等待和失败的任务。',
  latest: '最新训练任务',
  all: '所有训练任务',
};

export const messages = { en, zh };
export const t = translator(en, zh);
