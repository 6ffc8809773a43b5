import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packagePrefix } from './prefix.mjs';

/**
 * Stacks name our own sources instead of the bundle. Node's `--enable-source-maps` knows modules only, and would read
 * the map at every start; here it is read for the first stack that somebody looks at.
 */
export function showSources(bundle) {
  let map;
  const sourceOf = (frame) => {
    map ??= new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
    const { fileName, lineNumber, columnNumber } = map.findOrigin(frame.getLineNumber(), frame.getColumnNumber());
    // The lines that esbuild adds are of no file.
    if (!fileName || fileName.startsWith(packagePrefix)) return undefined;
    return `${fileURLToPath(new URL(fileName, pathToFileURL(bundle)))}:${lineNumber}:${columnNumber}`;
  };
  const described = (frame) => {
    const text = String(frame);
    if (frame.getFileName() !== bundle) return text;
    const source = sourceOf(frame);
    // With a function, because a path can hold a dollar sign.
    return source ? text.replace(`${bundle}:${frame.getLineNumber()}:${frame.getColumnNumber()}`, () => source) : text;
  };
  Error.prepareStackTrace = (error, frames) => {
    const lines = frames.map((frame) => `\n    at ${described(frame)}`);
    return `${Error.prototype.toString.call(error)}${lines.join('')}`;
  };
}
