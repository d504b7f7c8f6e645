/** Joins class names. No merging of conflicts: a component offers variants instead of being overridden. */
export { clsx as cn } from 'clsx';
