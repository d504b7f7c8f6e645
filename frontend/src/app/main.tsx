import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { startI18n } from '@/shared/i18n';
import { followSystemTheme } from '@/shared/lib/preferences';
import { AppProviders } from './app-providers';
import { routes } from './router/routes';
import './styles/index.css';

followSystemTheme();
await startI18n();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <AppProviders>
    <RouterProvider router={createBrowserRouter(routes)} />
  </AppProviders>,
);
