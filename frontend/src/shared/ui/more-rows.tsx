import { useEffect, useRef } from 'react';
import { LoadMore } from './pagination';

interface MoreRowsProps {
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** Loads the next page when the end of the list comes near; the button does the same for the keyboard. */
export function MoreRows({ hasMore, isLoading, onMore }: MoreRowsProps) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  }, [onMore]);
  useEffect(() => {
    if (!hasMore || isLoading || mark.current === null || !('IntersectionObserver' in window))
      return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: '600px' },
    );
    observer.observe(mark.current);
    return () => {
      observer.disconnect();
    };
  }, [hasMore, isLoading]);
  return (
    <div ref={mark}>
      <LoadMore hasMore={hasMore} busy={isLoading} onMore={onMore} />
    </div>
  );
}
