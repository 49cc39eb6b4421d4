import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { preferences } from './app/preferences';
import { sessionSign } from './app/session-sign';
import { reloadWhenStale } from './app/reload-when-stale';
import { startI18n } from './i18n/i18n';

reloadWhenStale();
// A provider sent the browser back signed in; no script sees the session's cookie, so the address says so.
if (new URLSearchParams(location.search).has('signed-in')) {
  sessionSign.set();
  history.replaceState(null, '', '/');
}
// Words first: a page without its words would flash keys.
await startI18n(preferences.get().language);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// A hundred slices of a Chinese font are declared in there; the page paints with the system's font meanwhile.
void import('@fontsource-variable/noto-sans-sc/index.css');
