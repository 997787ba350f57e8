import 'styled-components';

declare module 'styled-components' {
  /** The part of the console's theme that our pages read. */
  export interface DefaultTheme {
    palette: Record<string, string> & { colors: Record<string, string[]> };
  }
}

declare global {
  /** What the console writes into its page. */
  interface Window {
    globals?: { user?: { username?: string; lang?: string; globalrole?: string; workspaces?: string[] } };
  }
}
