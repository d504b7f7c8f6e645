export { OrderCardPage } from './ui/order-card-page';
