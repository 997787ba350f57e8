import { translator } from '../kernel/i18n';

const en = {
  product: 'AI platform',
  logIn: 'Log in',
  logOut: 'Log out',
  user: 'User',
  password: 'Password',
  demo: 'Demo users of the stand-alone environment; the password is filled in.',
  again: 'Your session has ended. Log in to go on; what you typed is still there.',
  otherLanguage: '中文',
};

const zh: typeof en = {
  product: 'AI 平台',
  logIn: '登录',
  logOut: '退出登录',
  user: '用户',
  password: '密码',
  demo: '独立环境的演示用户；密码已填好。',
  again: '您的会话已结束。请登录以继续，您输入的内容仍在。',
  otherLanguage: 'English',
};

export const t = translator(en, zh);
