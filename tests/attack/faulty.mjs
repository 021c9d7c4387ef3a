// A page with one fault of each kind that the scanners look for, for those who are signed in alone: what finds nothing here can find nothing
// anywhere. Its SQL is real, run by the product's database as the role that may read least.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { psql } from '../support/product.mjs';

export const COOKIE = 'planted=yes';
// found by wapiti, and by sqlmap
export const CATEGORIES = ['SQL Injection', 'Cross Site Scripting', 'Open Redirect', 'Path Traversal'];

function item(id) {
  try {
    return psql(`SELECT note FROM (VALUES (1, 'lamp'), (2, 'ladder')) AS item (id, note) WHERE id = ${id}`, { role: 'tp_portal' });
  } catch (error) {
    return `<p>PostgreSQL query failed: ${error.stderr}</p>`;
  }
}

function file(name) {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    return error.message;
  }
}

const links = ['/item?id=1', '/hello?name=you', '/go?to=home', '/read?file=notes.txt'].map((href) => `<a href="${href}">${href}</a>`).join(' ');
const answers = {
  '/': () => links,
  '/item': (query) => item(query.get('id')),
  '/hello': (query) => `Hello ${query.get('name')}`,
  '/read': (query) => file(query.get('file')),
};

export function plant() {
  const server = createServer((asked, answer) => {
    const { pathname, searchParams } = new URL(asked.url, 'http://planted');
    if (asked.headers.cookie !== COOKIE) {
      answer.writeHead(403).end();
    } else if (pathname === '/go') {
      answer.writeHead(302, { location: (searchParams.get('to') ?? '').replace(/[^ -~]/g, '') }).end();
    } else if (answers[pathname]) {
      answer.writeHead(200, { 'content-type': 'text/html' }).end(`<html><body>${answers[pathname](searchParams)}</body></html>`);
    } else {
      answer.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}
