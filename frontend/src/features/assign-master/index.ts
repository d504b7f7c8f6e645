/** Naming the master of an order. */
export { AssignMaster } from './ui/assign-master';
