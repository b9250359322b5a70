// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table, as csv-parse reads them: read-csv.js FILE
const fs = require("fs");
const { parse } = require("csv-parse/sync");

process.stdout.write(JSON.stringify(parse(fs.readFileSync(process.argv[2]), { bom: true, columns: true })));
