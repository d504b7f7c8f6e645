import { createRoot } from 'react-dom/client';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { AppProviders } from '@/app/app-providers';
import { startI18n } from '@/shared/i18n';
import { Gallery } from './gallery';
import './gallery.css';

await startI18n();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const router = createMemoryRouter([{ path: '*', Component: Gallery }]);
createRoot(root).render(
  <AppProviders>
    <RouterProvider router={router} />
  </AppProviders>,
);
