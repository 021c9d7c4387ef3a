// What there is to attack for a person: every page that links lead to, one of each shape, with every parameter that links and forms name, and
// every form that sends something.
import { forms } from '../support/person.mjs';

const shape = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
const SKIP = /^\/(signout|static\/)|\.(zip|pdf|csv|json)$/;

export async function crawl(person, starts, limit = 200) {
  const pages = new Map();
  const sends = new Map();
  const queue = starts.map((start) => new URL(start, 'http://here'));
  const known = (url) => pages.get(shape(url.pathname));
  const learn = (url) => {
    for (const [name, value] of url.searchParams) known(url).params[name] ||= value;
  };
  while (queue.length > 0 && pages.size < limit) {
    const url = queue.shift();
    if (SKIP.test(url.pathname)) continue;
    if (known(url)) {
      learn(url);
      continue;
    }
    const { status, headers, body } = await person.ask('GET', url.pathname + url.search);
    pages.set(shape(url.pathname), { path: url.pathname, status, params: {} });
    learn(url);
    if (headers.location) queue.push(new URL(headers.location, url));
    if (!headers['content-type']?.startsWith('text/html')) continue;
    const html = body.toString();
    for (const [, href] of html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)) queue.push(new URL(href.replaceAll('&amp;', '&'), url));
    for (const form of forms(html)) {
      const to = new URL(form.action || url.pathname, url);
      if (form.method === 'get') {
        for (const [name, value] of Object.entries(form.fields)) to.searchParams.set(name, value);
        queue.push(to);
      } else if (!sends.has(shape(to.pathname))) {
        sends.set(shape(to.pathname), { path: to.pathname, fields: form.fields });
      }
    }
  }
  return { pages: [...pages.values()].filter(({ status }) => status === 200), sends: [...sends.values()] };
}
