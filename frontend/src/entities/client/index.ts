/** A client: one phone number, and all that has passed between him and us. */
export { clientKeys, clientQuery } from './api/client.queries';
export type { Client, ClientCall, ClientOrder } from './api/client.queries';
export { contactsOf } from './model/history';
export type { Contact } from './model/history';
