import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { preferences } from './app/preferences';
import { reloadWhenStale } from './app/reload-when-stale';
import { startI18n } from './i18n/i18n';

reloadWhenStale();
// Words first: a page without its words would flash keys.
await startI18n(preferences.get().language);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// A hundred slices of a Chinese font are declared in there; the page paints with the system's font meanwhile.
void import('@fontsource-variable/noto-sans-sc/index.css');
