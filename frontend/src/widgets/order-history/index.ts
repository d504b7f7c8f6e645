/** What happened to an order, newest first. */
export { OrderHistory } from './ui/order-history';
