/** Changing the fields of an order, without losing what another person changed meanwhile. */
export { EditOrderForm } from './ui/edit-order-form';
export { hasOrderEdits } from './model/edits';
export { useEditOrder } from './model/use-edit-order';
export type { OrderEditing } from './model/use-edit-order';
