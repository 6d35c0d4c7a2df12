export { Derived } from '../model/derived';
