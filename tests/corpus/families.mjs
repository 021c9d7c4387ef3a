// Every kind of object of every configuration family of graph.md, section 2: all rows but 29 and 43 to 46.
import apps from './families/apps.mjs';
import catalog from './families/catalog.mjs';
import configuration from './families/configuration.mjs';
import directory from './families/directory.mjs';
import enrolment from './families/enrolment.mjs';
import identity from './families/identity.mjs';

export const KINDS = [...configuration, ...catalog, ...apps, ...enrolment, ...identity, ...directory].sort((a, b) => a.row - b.row);
export const ROWS = [...new Set(KINDS.map((kind) => kind.row))];
