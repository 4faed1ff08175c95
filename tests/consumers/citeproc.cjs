// Prints a CSL-JSON file by a style: node citeproc.cjs LIBRARY STYLE LOCALES ANSWER
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const CSL = require("citeproc");

const [library, style, locales, answer] = process.argv.slice(2);
const items = new Map(
  JSON.parse(fs.readFileSync(library, "utf8")).map((item) => [item.id, item]),
);

function retrieveLocale(language) {
  const file = path.join(locales, `locales-${language}.xml`);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
}

function makeEngine() {
  const system = { retrieveLocale, retrieveItem: (id) => items.get(id) };
  const engine = new CSL.Engine(system, fs.readFileSync(style, "utf8"), "en-US");
  engine.setOutputFormat("text");
  return engine;
}

function print(engine, ids) {
  engine.updateItems(ids);
  const [parameters, texts] = engine.makeBibliography();
  return texts.map((text, at) => ({ id: parameters.entry_ids[at][0], text }));
}

// An exception ends a run, so that the items at fault have to be found one by one.
function failures() {
  const failed = [];
  let engine = makeEngine();
  for (const id of items.keys()) {
    try {
      print(engine, [id]);
    } catch (error) {
      failed.push({ id, text: String(error) });
      engine = makeEngine();
    }
  }
  return failed;
}

function answered() {
  const ids = [...items.keys()];
  try {
    return { printed: print(makeEngine(), ids), failed: [] };
  } catch {
    const failed = failures();
    const broken = new Set(failed.map((failure) => failure.id));
    return { printed: print(makeEngine(), ids.filter((id) => !broken.has(id))), failed };
  }
}

fs.writeFileSync(answer, JSON.stringify(answered()));
