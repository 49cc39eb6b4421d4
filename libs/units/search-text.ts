export { searchText } from '../kernel/index.js';
