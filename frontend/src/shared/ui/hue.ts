/** The hue sets of theme.css. Put one on an element as `data-hue`, style with `bg-hue-soft text-hue-text`. */
export type Hue =
  | 'danger'
  | 'warning'
  | 'success'
  | 'info'
  | `state-${'available' | 'ringing' | 'talking' | 'hold' | 'wrapup' | 'break' | 'unresponsive' | 'offline' | 'lost'}`
  | `order-${'new' | 'assigned' | 'way' | 'work' | 'workshop' | 'completed' | 'refused' | 'not'}`;
