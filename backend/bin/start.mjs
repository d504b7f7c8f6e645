#!/usr/bin/env node
// `npm start` and `npm run demo`: plain JavaScript, so that it runs before anything is built.
const OLDEST_NODE = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `Node.js ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}: install it and start again.`,
  );
  process.exit(78);
}

// Older versions of Node.js could not even read what follows, hence the import at run time.
const { buildAndStart } = await import('./build-and-start.mjs');
process.exit(await buildAndStart(process.argv.slice(2)));
