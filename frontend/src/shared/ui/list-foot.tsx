import { Pagination } from './pagination';

interface ListFootProps {
  page: number;
  limit: number;
  total: number;
  onPage: (page: number) => void;
}

/** Under a list by pages: the way to the next, once there is more than one. */
export function ListFoot(props: ListFootProps) {
  if (props.total <= props.limit) return null;
  return (
    <div className="flex justify-end px-4 pt-3 sm:px-6">
      <Pagination {...props} />
    </div>
  );
}
