import { lazy } from 'react';
import type { OptionSearchProps } from './option-search-layer';

export type { OptionSource } from './option-search-layer';

const OptionSearchLayer = lazy(async () => ({
  default: (await import('./option-search-layer')).OptionSearchLayer,
}));

/** A search field over a list, for the inside of a `Popover`, which waits for its code and then gives it the focus. */
export function OptionSearch<Value extends string | number>(props: OptionSearchProps<Value>) {
  // `lazy` cannot keep the type of the values; inside they are only compared and given back.
  return <OptionSearchLayer {...(props as unknown as OptionSearchProps<string | number>)} />;
}
