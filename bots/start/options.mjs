/** What both bundles are built with. */
export const options = {
  bundle: true,
  platform: 'node',
  // A script: of a module, Node 20 cannot keep what was compiled.
  format: 'cjs',
  target: 'node20',
  // The framework puts the names of classes into its state and its errors.
  keepNames: true,
  banner: { js: '(function (exports, require, module, __filename, __dirname, bundleUrl) {' },
  footer: { js: '})' },
  define: { 'import.meta.url': 'bundleUrl' },
  logLevel: 'error',
};

/** LMDB loads a binary of its own by path. The other is optional for restify and seldom installed. */
export const notBundled = ['lmdb', 'dtrace-provider'];
