// A person before the product without a browser: signs in, reads pages and data, sends the forms that pages hold.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

const hosts = {
  operator: [process.env.TP_OPERATOR_HOST ?? 'operator.localhost', process.env.TP_PORT ?? '8080'],
  portal: [process.env.TP_PORTAL_HOST ?? 'portal.localhost', process.env.TP_PORTAL_PORT ?? '8081'],
};
export const origin = (site) => `http://${hosts[site].join(':')}`;

// The demo's people by what they do, as `demo seed` prints them: one password, then lines "login  Name, what they do".
export function people() {
  const text = readFileSync(process.env.TP_SIGNINS, 'utf8');
  const password = /the password of all is ([^)\s]+)/.exec(text)?.[1];
  return Object.fromEntries([...text.matchAll(/^\s+(\S+@\S+)\s+([^,\n]+), (.+)$/gm)]
    .map(([, login, name, work]) => [work.trim(), { login, name, password }]));
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);
const attributes = (tag) => Object.fromEntries([...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, plain(value ?? '')]));

// What a page's forms would send as they stand: [{ method, action, fields, inputs }]; `inputs` are the attributes of each control by name,
// a select's with its `options`. Buttons send nothing unless a caller adds their name.
export function forms(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, body]) => {
    const { method = 'get', action = '', id = '' } = attributes(head);
    const form = { method, action, id, fields: {}, inputs: {} };
    for (const [, tag, rest, inner] of body.matchAll(/<(input|textarea|select)\b([^>]*)>(?:([\s\S]*?)<\/\1>)?/g)) {
      const control = attributes(rest);
      if (control.name === undefined || (control.type === 'checkbox' && control.checked === undefined)) continue;
      if (tag === 'select') {
        const options = [...(inner ?? '').matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, of, text]) => ({ ...attributes(of), text: plain(text) }));
        control.options = options;
        control.value = (options.find((option) => option.selected !== undefined) ?? options[0])?.value ?? '';
      } else if (tag === 'textarea') {
        control.value = plain(inner ?? '');
      }
      form.fields[control.name] = control.value ?? '';
      form.inputs[control.name] = control;
    }
    return form;
  });
}

// One who is signed in has a cookie; nobody has none.
export class Person {
  constructor(site, known) {
    Object.assign(this, { site, known, cookie: '' });
  }

  // { status, headers, body } of one request; rejects when the connection fails or gives no whole answer within `timeout_ms`.
  ask(method, path, { accept = 'text/html', fields, timeout_ms = 30000 } = {}) {
    const [host, port] = hosts[this.site];
    const body = fields === undefined ? '' : new URLSearchParams(fields).toString();
    const headers = { host: `${host}:${port}`, accept, 'accept-language': 'en', ...(this.cookie && { cookie: this.cookie }) };
    if (method === 'POST') {
      Object.assign(headers, { origin: origin(this.site), 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) });
    }
    return new Promise((done, failed) => {
      const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false, timeout: timeout_ms }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', failed);
        answer.on('close', () => {
          if (answer.complete) done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) });
          else failed(new Error(`${method} ${path}: the answer was cut off`));
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within ${timeout_ms} ms`)));
      sent.on('error', failed);
      sent.end(body);
    });
  }

  async signIn() {
    const { login, password } = this.known;
    const answer = await this.ask('POST', '/signin', { fields: { login, password } });
    const cookie = answer.headers['set-cookie']?.map((line) => line.split(';')[0]).find((pair) => pair.startsWith('__Host-'));
    if (answer.status !== 303 || cookie === undefined) throw new Error(`${login} could not sign in: ${answer.status}`);
    this.cookie = cookie;
    return this;
  }

  // The page's text; another status than 200 is an error that has it.
  async page(path) {
    const answer = await this.ask('GET', path);
    if (answer.status !== 200) throw Object.assign(new Error(`GET ${path}: ${answer.status}`), { status: answer.status });
    return answer.body.toString();
  }

  async data(path) {
    const answer = await this.ask('GET', path, { accept: 'application/json' });
    if (answer.status !== 200) throw Object.assign(new Error(`GET ${path}: ${answer.status}`), { status: answer.status });
    return JSON.parse(answer.body);
  }

  // Sends the form of that page whose action ends so, with what `fill` (the form) gives in its fields. The answer, or undefined: the page has
  // no such form (any more).
  async send(path, action, fill = () => ({})) {
    const form = forms(await this.page(path)).find((one) => one.method === 'post' && one.action.endsWith(action));
    return form && this.ask('POST', form.action, { fields: { ...form.fields, ...fill(form) } });
  }
}
