/** Everything that is kept about oneself, as a file. */
export { MyData } from './ui/my-data';
