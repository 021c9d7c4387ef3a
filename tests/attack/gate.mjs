// What scanners go through, as their proxy: it knows the product's host names, which Debian does not resolve, and makes every request one of a
// person who is signed in and sends it from a page of ours. It keeps scanners from ending their own session, and notes what they reached.
import { createServer, request } from 'node:http';

export const ENDS_A_SESSION = /^\/(signout|account\/sessions\/)/;
const shape = (path) => path.split('?')[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ':id');

export class Gate {
  // `ports`: { host name: port on this machine }; `persons`: { host name: Person }, nobody for a host without one.
  constructor(ports, persons = {}) {
    Object.assign(this, { ports, persons, reached: new Map(), server: createServer((asked, answer) => this.pass(asked, answer)) });
  }

  async open() {
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done));
    this.address = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  note(method, path, status) {
    const statuses = this.reached.get(`${method} ${shape(path)}`) ?? {};
    statuses[status] = (statuses[status] ?? 0) + 1;
    this.reached.set(`${method} ${shape(path)}`, statuses);
  }

  pass(asked, answer) {
    const url = new URL(asked.url);
    const path = asked.url.replace(/^http:\/\/[^/]*/, '') || '/';
    const port = this.ports[url.hostname];
    if (port === undefined) {
      answer.writeHead(502).end();
      return;
    }
    if (ENDS_A_SESSION.test(url.pathname) && asked.method === 'POST') {
      this.note(asked.method, path, 'kept');
      answer.writeHead(204).end();
      return;
    }
    const { cookie } = this.persons[url.hostname] ?? {};
    const headers = { ...asked.headers, host: url.host, 'sec-fetch-site': 'same-origin', connection: 'close' };
    if (cookie) headers.cookie = cookie;
    const sent = request({ host: '127.0.0.1', port, method: asked.method, path, headers, agent: false }, (got) => {
      this.note(asked.method, path, got.statusCode);
      answer.writeHead(got.statusCode, got.rawHeaders);
      got.pipe(answer);
    });
    sent.on('error', (error) => {
      this.note(asked.method, path, error.code);
      answer.destroy();
    });
    asked.pipe(sent);
  }

  // Requests that were answered so, as "METHOD /shape: count".
  answered(matches) {
    return [...this.reached].flatMap(([what, statuses]) => (
      Object.entries(statuses).filter(([status]) => matches(status)).map(([status, count]) => `${what}: ${status} x ${count}`)));
  }
}
