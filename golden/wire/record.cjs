// record.cjs COLLECTION ENVIRONMENT prints, as JSON, what newman sends for each request of a Postman collection, in
// document order: {name, error} or {name, method, target, headers: [[name, value]...], body (base64)}. It needs newman
// (NODE_PATH); generator/wirerecord_test.go runs it.
//
// Every connection of newman's is led to a server on 127.0.0.1 that keeps the bytes as they come, so that odd methods and
// targets are seen, and nothing leaves the machine. Every file reads as one of the same name with the content PLACEHOLDER.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const newman = require('newman');
const SecureFS = require('newman/lib/run/secure-fs');

const PLACEHOLDER = 'placeholder file content\n';

// parse reads a request; nothing while its head is incomplete.
function parse(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line, ...rest] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [first, last] = [line.indexOf(' '), line.lastIndexOf(' ')];
  const headers = rest.map((h) => [h.slice(0, h.indexOf(':')), h.slice(h.indexOf(':') + 1).replace(/^ /, '')]);
  return { method: line.slice(0, first), target: line.slice(first + 1, last), headers, body: bytes.subarray(end + 4) };
}

const header = (request, name) => request.headers.find(([key]) => key.toLowerCase() === name)?.[1];

// answer is what a server of the item's auth says: digest and NTLM are asked for first.
function answer(authType, request) {
  const credentials = header(request, 'authorization') ?? '';
  const refuse = (challenge) => `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  if (authType === 'digest' && !credentials.startsWith('Digest ')) {
    return refuse('Digest realm="recorder", nonce="0123456789abcdef", qop="auth", opaque="fedcba"');
  }
  const step = Buffer.from(credentials.replace(/^NTLM /, ''), 'base64')[8];
  if (authType === 'ntlm' && step !== 3) {
    const flags = 'TlRMTVNTUAACAAAAAAAAADAAAAACAgAAASNFZ4mrze8AAAAAAAAAAAAAAAAAAAAA'; // the server's message, NTLM's second
    return refuse(step === 1 ? `NTLM ${flags}` : 'NTLM');
  }
  return 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';
}

// serve calls onRequest with each request, one a connection, and sends what it returns.
function serve(onRequest) {
  const server = net.createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const request = parse(bytes);
      if (!request) return;
      const length = header(request, 'content-length');
      if (length === undefined) setTimeout(() => socket.end(onRequest(parse(bytes))), 3); // a body may follow all the same
      else if (request.body.length >= Number(length)) socket.end(onRequest(request));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// agent connects to the recorder, whatever host is asked for.
function agent(protocol, port) {
  const a = new http.Agent({ keepAlive: false });
  a.protocol = protocol;
  a.createConnection = () => Object.assign(net.connect(port, '127.0.0.1'), { authorized: true });
  return a;
}

// placeFiles makes every file readable, under its own name.
function placeFiles() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'record-'));
  const placed = (src) => {
    const file = path.join(dir, String(src).split(/[\\/]/).pop() || 'file');
    fs.writeFileSync(file, PLACEHOLDER);
    return file;
  };
  SecureFS.prototype.stat = (src, callback) => fs.stat(placed(src), callback);
  SecureFS.prototype.createReadStream = (src) => fs.createReadStream(placed(src));
  process.on('exit', () => fs.rmSync(dir, { recursive: true, force: true }));
}

async function record(collection, environment) {
  const lines = [];
  let current;
  const server = await serve((request) => {
    const chunked = header(request, 'transfer-encoding') !== undefined; // the end of no body at all
    current.sent = { ...request, body: chunked ? '' : request.body.toString('base64') };
    return answer(current.auth, request);
  });
  placeFiles();
  const { port } = server.address();
  const run = newman.run({
    collection, environment, timeoutRequest: 2000, ignoreRedirects: true,
    requestAgents: { http: agent('http:', port), https: agent('https:', port) },
  });
  run.on('beforeItem', (_, { item }) => lines.push(current = { name: item.name, auth: item.getAuth()?.type }));
  run.on('request', (error) => { current.error = error?.message; });
  await new Promise((resolve, reject) => run.on('done', (error) => (error ? reject(error) : resolve())));
  server.close();
  return lines.map(({ name, error, sent }) => (error || !sent ? { name, error: error ?? 'not sent' } : { name, ...sent }));
}

const [collection, environment] = process.argv.slice(2).map((file) => JSON.parse(fs.readFileSync(file, 'utf8')));
record(collection, environment).then((lines) => {
  fs.writeFileSync(1, JSON.stringify(lines));
  process.exit(0); // newman may hold timers
});
