// Plain JavaScript, so that it can speak before anything needs a newer Node. On Linux and Windows `npm ci` brings Node 24 itself.
const needed = 24;
if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(`Node ${needed} or newer is needed; this is ${process.versions.node}. Install it from your package manager or nodejs.org and try again.`);
  process.exit(1);
}
