// Asks two verifiers that are not ours what they find in each file: the native and the WebAssembly
// build of the Content Authenticity Initiative's SDK.
//
//     node verify.mjs ROOT.pem FILE...
//
// Prints one JSON line per file and verifier: {file, verifier, state, success, informational,
// failure, manifests} with the codes of the active manifest, those of its ingredients with a "~"
// before them, and the number of manifests in the store.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { Reader } from "@contentauth/c2pa-node";
import * as wasm from "@contentauth/c2pa-wasm";

const TYPES = { ".jpg": "image/jpeg", ".webp": "image/webp", ".mp4": "video/mp4" };

function summary(report) {
  const results = report.validation_results ?? {};
  const found = { success: [], informational: [], failure: [] };
  for (const kind of Object.keys(found)) {
    for (const one of results.activeManifest?.[kind] ?? []) {
      found[kind].push(one.code);
    }
    for (const delta of results.ingredientDeltas ?? []) {
      for (const one of delta.validationDeltas?.[kind] ?? []) {
        found[kind].push("~" + one.code);
      }
    }
  }
  return {
    state: report.validation_state,
    ...found,
    manifests: Object.keys(report.manifests ?? {}).length,
  };
}

async function native(file, type, settings) {
  const reader = await Reader.fromAsset({ path: file, mimeType: type }, settings);
  return reader === null ? { state: "None" } : summary(reader.json());
}

async function webAssembly(file, type, settings) {
  const bytes = new Uint8Array(fs.readFileSync(file));
  const reader = await wasm.WasmReader.fromBytes(type, bytes, settings);
  return summary(JSON.parse(reader.json()));
}

const [root, ...files] = process.argv.slice(2);
const settings = JSON.stringify({
  trust: { trust_anchors: fs.readFileSync(root, "utf8") },
  verify: { verify_trust: true },
});
const require = createRequire(import.meta.url);
const binary = path.join(path.dirname(require.resolve("@contentauth/c2pa-wasm")), "c2pa_bg.wasm");
wasm.initSync({ module: fs.readFileSync(binary) });

for (const file of files) {
  const type = TYPES[path.extname(file)];
  for (const [verifier, ask] of [["native", native], ["wasm", webAssembly]]) {
    let found;
    try {
      found = await ask(file, type, settings);
    } catch (error) {
      found = { state: "Error", message: String(error.message ?? error) };
    }
    console.log(JSON.stringify({ file, verifier, ...found }));
  }
}
