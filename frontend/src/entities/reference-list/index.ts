/** Reference lists that many screens choose from: cities, campaigns, masters. */
export { campaignsQuery, citiesQuery, mastersQuery } from './api/reference-lists.queries';
export type { Campaign, City, Master } from './api/reference-lists.queries';
export { citiesOpenTo, useCityZone } from './model/cities';
