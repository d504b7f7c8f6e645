import { createRoot } from 'react-dom/client';
import { BrowserRouter, useRoutes } from 'react-router';
import { startI18n } from '@/shared/i18n';
import { followSystemTheme } from '@/shared/lib/preferences';
import { AppProviders } from './app-providers';
import { PageFrame } from './router/page-frame';
import { routes } from './router/routes';
import './styles/index.css';

followSystemTheme();
await startI18n();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// The router without loaders and actions: server data is react-query's, and the other half of it weighs 17 kB.
createRoot(root).render(
  <AppProviders>
    <BrowserRouter>
      <PageFrame>
        <Pages />
      </PageFrame>
    </BrowserRouter>
  </AppProviders>,
);

function Pages() {
  return useRoutes(routes);
}
