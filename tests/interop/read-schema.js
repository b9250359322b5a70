// SPDX-License-Identifier: GPL-3.0-or-later
// What ajv finds wrong with each record: read-schema.js SCHEMA JSONL
const fs = require("fs");
const Ajv = require("ajv/dist/2020");

const check = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(fs.readFileSync(process.argv[2])));
const records = fs.readFileSync(process.argv[3], "utf8").split("\n").filter((line) => line !== "");
const found = records.map((line) => (check(JSON.parse(line)) ? [] : check.errors.map((error) => `${error.instancePath} ${error.message}`)));
process.stdout.write(JSON.stringify(found));
