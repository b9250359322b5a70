// SPDX-License-Identifier: GPL-3.0-or-later
// A document expanded; a term that the context does not have is an error: read-jsonld.js CONTEXT FILE
// The context stands in for the one that the document names, of which it has the terms that we use: nothing is fetched.
const fs = require("fs");
const jsonld = require("jsonld");

const context = JSON.parse(fs.readFileSync(process.argv[2]));
const documentLoader = async (url) => {
  if (url !== "http://www.w3.org/ns/anno.jsonld") throw new Error(`${url} is not to be asked for`);
  return { contextUrl: null, documentUrl: url, document: context };
};

const options = { documentLoader, safe: true, base: "file:///article/" };
jsonld.expand(JSON.parse(fs.readFileSync(process.argv[3])), options).then(
  (expanded) => process.stdout.write(JSON.stringify(expanded)),
  (error) => {
    console.error(`${error}: ${JSON.stringify(error.details)}`);
    process.exit(1);
  },
);
