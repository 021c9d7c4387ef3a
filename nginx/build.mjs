// Makes the static files: build.mjs NODE_MODULES SOURCES TEMPLATES OUT
// Style sheet and script are one file each; their folder's name is the hash of all content, so that nginx may call it immutable.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const [modules, sources, roots, out] = process.argv.slice(2);
const read = (path) => readFileSync(path, 'utf8');

// Every icon that a template, a navigation table or the script names, as a mask in the style sheet: i-NAME, or ICON("NAME").
function icons() {
  const used = new Set();
  for (const root of roots.split(',').filter(existsSync)) {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(tpl|def|js|css|html)$/.test(entry.name)) continue;
      const text = read(join(entry.parentPath ?? entry.path, entry.name));
      for (const [, name] of text.matchAll(/\bi i-([a-z0-9-]+)(?=["'\s])/g)) used.add(name);
      for (const [, name] of text.matchAll(/ICON\("([a-z0-9-]+)"\)/g)) used.add(name);
    }
  }
  return [...used].sort().map((name) => {
    const file = join(modules, '@tabler/icons/icons/outline', `${name}.svg`);
    if (!existsSync(file)) throw new Error(`there is no icon "${name}" in @tabler/icons`);
    const paths = [...read(file).matchAll(/<path\s+d="[^"]*"\s*\/>/g)].map(([path]) => path).join('').replaceAll('"', "'");
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='1.75' ` +
      `stroke-linecap='round' stroke-linejoin='round'>${paths}</svg>`;
    return `.i-${name}{--icon:url("data:image/svg+xml,${svg.replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')}")}`;
  }).join('\n');
}

function styles() {
  const tabler = read(join(modules, '@tabler/core/dist/css/tabler.min.css')).replace(/^@charset "UTF-8";/, '').replace(/\/\*# sourceMappingURL.*?\*\//, '');
  return `@charset "UTF-8";\n@layer tabler,app;\n@layer tabler{${tabler}}\n${read(join(sources, 'app.css'))}\n@layer app{\n${icons()}\n}\n`;
}

function script() {
  const htmx = read(join(modules, 'htmx.org/dist/htmx.min.js')).replace(/\/\/# sourceMappingURL.*/, '');
  return `${read(join(sources, 'trusted.js'))}\n${htmx}\n${read(join(sources, 'app.js'))}`;
}

const files = new Map([['app.css', styles()], ['app.js', script()]]);
for (const name of readdirSync(sources)) {
  if (/\.(svg|txt|woff2)$/.test(name)) files.set(name, readFileSync(join(sources, name)));
}

// The pages that nginx gives when no program can: one per kind and language.
const errors = JSON.parse(read(join(sources, 'errors.json')));
const page = read(join(sources, 'error.html'));
const errorPages = Object.entries(errors.kinds).flatMap(([kind, languages]) => Object.entries(languages).map(([lang, [title, text]]) => {
  const words = { ...errors.frame[lang], lang, title, text };
  return [`${kind}.${lang}.html`, page.replace(/\{(\w+)\}/g, (_, key) => words[key])];
}));

const hash = createHash('sha256');
for (const [name, content] of files) hash.update(name).update('\0').update(content).update('\0');
const folder = hash.digest('hex').slice(0, 12);

const fresh = `${out}.new`;
rmSync(fresh, { recursive: true, force: true });
for (const place of [folder, 'current']) {
  mkdirSync(join(fresh, place), { recursive: true });
  for (const [name, content] of files) {
    writeFileSync(join(fresh, place, name), content);
    if (!/woff2$/.test(name)) writeFileSync(join(fresh, place, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}
mkdirSync(join(fresh, 'errors'));
for (const [name, content] of errorPages) writeFileSync(join(fresh, 'errors', name), content);
writeFileSync(join(fresh, 'manifest'), `/static/${folder}\n`);
rmSync(out, { recursive: true, force: true });
renameSync(fresh, out);
