export { AdminOperatorsPage } from './ui/admin-operators-page';
