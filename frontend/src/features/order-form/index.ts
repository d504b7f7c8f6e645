/** The form of a new order, wherever one is made. */
export { OrderForm } from './ui/order-form';
export type { OrderFormProps } from './ui/order-form';
export type { OrderPrefill } from './model/order-values';
