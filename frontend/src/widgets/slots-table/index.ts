/** How full a city's day is: half-hours of each direction. */
export { SlotsTable } from './ui/slots-table';
