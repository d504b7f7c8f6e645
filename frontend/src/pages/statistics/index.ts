export { StatisticsPage } from './ui/statistics-page';
