/** A client's data as a whole: taken away as a file, or erased for ever. */
export { ClientDataMenu } from './ui/client-data-menu';
