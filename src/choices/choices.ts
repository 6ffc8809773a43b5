// Until hosts/ reads the choices from `render(activity)`. Nothing else may import this file.
export { choicesOf } from '../render/pieces.js';
