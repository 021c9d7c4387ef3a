// usage: node oscal.mjs NODE_MODULES SCHEMA FILE...: validates OSCAL documents; prints what is wrong and exits 1.
// Formats are checked too; NIST's patterns are Unicode ones, and its $ids are plain names that ajv resolves within the schema.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [modules, schemaPath, ...files] = process.argv.slice(2);
const require = createRequire(resolve(modules) + "/");
const Ajv = require("ajv").default;
const addFormats = require("ajv-formats").default;

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")));
let wrong = 0;
for (const file of files) {
  if (!validate(JSON.parse(readFileSync(file, "utf8")))) {
    wrong++;
    for (const error of validate.errors.slice(0, 20)) console.log(`${file}: ${error.instancePath} ${error.message}`);
  }
}
process.exit(wrong === 0 ? 0 : 1);
