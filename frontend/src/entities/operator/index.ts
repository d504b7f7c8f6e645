/** An employee who takes calls, as others see him. */
export {
  isWholeOperator,
  operatorKeys,
  operatorListQuery,
  operatorNamesQuery,
  operatorQuery,
  operatorTotalQuery,
} from './api/operators.queries';
export type { Operator, OperatorsQuestion, SeenOperator } from './api/operators.queries';
export { useOperatorPresence } from './model/use-operator-presence';
