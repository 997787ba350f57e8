import { Button, CssBaseline, KubedConfigProvider } from '@kubed/components';
import React, { useState } from 'react';
import { render } from 'react-dom';
import { createBrowserRouter, Navigate, Outlet, RouterProvider } from 'react-router-dom';
import styled, { createGlobalStyle } from 'styled-components';
import { language, setLanguage, type Language } from '../kernel/i18n';
import { SECTION } from '../kernel/place';
import { Row, Spacer } from '../kernel/ui/layout';
import { sectionRoutes } from '../section/routes';
import { LoginForm } from './LoginForm';
import { t } from './locales';
import { bindSession, currentSession, logOut } from './session';

const LANGUAGE_KEY = 'ai-platform-language';

const Header = styled.header`
  background: ${props => props.theme.palette['accents_0']};
  box-shadow: 0 4px 8px 0 rgba(36, 46, 66, 0.06);
  padding: 12px 20px;
`;

/** The console's ground, on which its cards stand. */
const Ground = createGlobalStyle`
  body { background: ${props => props.theme.palette['accents_1']}; }
`;

const Cover = styled.div`
  position: fixed;
  inset: 0;
  z-index: 2000;
  background: rgba(36, 46, 66, 0.6);
`;

let ask: (() => void) | undefined;
let answered: (() => void) | undefined;

bindSession(() => new Promise(resolve => {
  answered = resolve;
  ask?.();
}));

function Frame() {
  const [isAsking, setAsking] = useState(false);
  const session = currentSession();
  ask = () => setAsking(true);
  const done = () => {
    setAsking(false);
    answered?.();
  };
  const leave = () => {
    logOut();
    window.location.assign('/');
  };
  return (
    <>
      <Header>
        <Row>
          <strong>{t('product')}</strong>
          <Spacer />
          <span>{session?.user}</span>
          <Button variant="text" onClick={switchLanguage}>{t('otherLanguage')}</Button>
          <Button variant="text" onClick={leave}>{t('logOut')}</Button>
        </Row>
      </Header>
      <Outlet />
      {isAsking && <Cover role="dialog" aria-modal="true"><LoginForm {...(session ? { user: session.user } : {})} onDone={done} /></Cover>}
    </>
  );
}

function switchLanguage() {
  localStorage.setItem(LANGUAGE_KEY, language() === 'zh' ? 'en' : 'zh');
  window.location.reload();
}

const router = createBrowserRouter([
  {
    path: '/',
    element: <Frame />,
    children: [...sectionRoutes, { path: '*', element: <Navigate to={SECTION} replace /> }, { index: true, element: <Navigate to={SECTION} replace /> }],
  },
]);

function Shell() {
  const [session, setSession] = useState(currentSession());
  return (
    <KubedConfigProvider>
      <CssBaseline />
      <Ground />
      {session ? <RouterProvider router={router} /> : <LoginForm onDone={() => setSession(currentSession())} />}
    </KubedConfigProvider>
  );
}

const chosen = localStorage.getItem(LANGUAGE_KEY);
if (chosen === 'en' || chosen === 'zh') {
  setLanguage(chosen as Language);
}
document.documentElement.lang = language();
render(<Shell />, document.getElementById('root'));
