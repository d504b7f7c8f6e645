/** Opening a page by the link of a letter: its secret, and what to say when it does not work. */
export { useLinkToken } from './model/use-link-token';
export { isLinkFault, LinkFault } from './ui/link-fault';
