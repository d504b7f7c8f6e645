/** Employing people and changing them, with the first password handed over once. */
export { employments, roles } from './model/operator-values';
export { OperatorDialog } from './ui/operator-dialog';
