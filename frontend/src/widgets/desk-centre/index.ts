/** The middle of the desk: order and outcome. */
export { DeskCentre, FreeOrder } from './ui/desk-centre';
export { orderDraftKey } from './ui/order-panel';
