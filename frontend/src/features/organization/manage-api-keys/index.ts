/** Making and revoking keys of programs. Pages that show it load the texts `organization` and `profile`. */
export { ApiKeyDialog } from './ui/api-key-dialog';
export { ApiKeyList } from './ui/api-key-list';
