/** An employee who takes calls, as others see him. */
export { operatorNamesQuery } from './api/operators.queries';
