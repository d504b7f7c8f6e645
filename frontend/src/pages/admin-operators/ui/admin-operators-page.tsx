import { useParams } from 'react-router';
import { OperatorsList } from './operators-list';
import { Worktime } from './worktime';

/** The list of people, or with an id in the address the working time of one of them. */
export function AdminOperatorsPage() {
  const { operatorId } = useParams();
  if (operatorId === undefined) return <OperatorsList />;
  return <Worktime id={Number(operatorId)} />;
}
