/** The left column of the desk. */
export { DeskRoster } from './ui/desk-roster';
