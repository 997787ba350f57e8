/** The demo users of the stand-alone environment. */
export const USERS = ['admin', 'research-admin', 'risk-operator', 'risk-viewer', 'stranger'];
export const PASSWORD = 'P@88w0rd';
export const LANGUAGES = ['en', 'zh'];
