// Runs the browser's half of the suite for test_twin.py: reads one request as JSON, answers as JSON. Bytes are base64url.
import { readFileSync } from "node:fs";
import { open, seal } from "../../../../frontend/sealing/envelope.js";
import { bucket, pad, unpad } from "../../../../frontend/sealing/padding.js";
import { canonical, lookup, newReceipt, replyPair } from "../../../../frontend/sealing/receipts.js";
import { newFileKey, sealAndSend, sealChunks } from "../../../../frontend/sealing/streams.js";
import { openMessages, sealTip } from "../../../../frontend/sealing/tip.js";
import { fingerprint, fromText, ready, sodium, toText } from "../../../../frontend/sealing/suite.js";
import { solve } from "../../../../frontend/sealing/work.js";

await ready;

const attempt = (what) => {
  try {
    return what();
  } catch (error) {
    return { refused: error.reason ?? error.message };
  }
};

// Takes everything a page sends, and loses the line at the third chunk, twice.
function brokenLine() {
  const kept = {};
  let failures = 2;
  return {
    kept,
    begin: async () => ({ id: String(Object.keys(kept).length + 1), token: "t" }),
    chunk: async (id, _token, number, bytes) => {
      if (number === 2 && failures > 0) {
        failures -= 1;
        throw new Error("the line broke");
      }
      (kept[id] ??= []).push(toText(bytes));
    },
    finish: async () => {},
  };
}

const acts = {
  receipts: ({ typed }) => typed.map((text) => attempt(() => ({
    canonical: canonical(text), lookup: toText(lookup(text)), reply: toText(replyPair(text).publicKey),
  }))),
  newReceipts: ({ count }) => Array.from({ length: count }, newReceipt),
  buckets: ({ lengths }) => lengths.map(bucket),
  padded: ({ plain }) => plain.map((text) => toText(pad(fromText(text)))),
  unpadded: ({ padded }) => padded.map((text) => attempt(() => toText(unpad(fromText(text))))),
  fingerprints: ({ keys }) => keys.map((key) => fingerprint(fromText(key))),
  seal: ({ plain, purpose, to }) => seal(fromText(plain), purpose, to.map(fromText)),
  open: ({ envelopes, seed }) => envelopes.map((envelope) => attempt(() => toText(open(envelope, sodium.crypto_box_seed_keypair(fromText(seed)))))),
  openMessages: ({ receipt, envelopes }) => openMessages(receipt, envelopes),
  solve: ({ puzzles }) => puzzles.map(({ id, bits }) => solve(id, bits)),
  stream: async ({ content }) => {
    const key = newFileKey();
    const chunks = [];
    for await (const chunk of sealChunks(new Blob([fromText(content)]), key)) chunks.push(toText(chunk));
    return { key: toText(key), chunks };
  },
  send: async ({ content }) => {
    const [key, line, pauses] = [newFileKey(), brokenLine(), []];
    await sealAndSend(new Blob([fromText(content)]), key, line, () => {}, async (ms) => pauses.push(ms));
    return { key: toText(key), chunks: line.kept["1"], pauses };
  },
  tip: async ({ page, fields, content }) => {
    const line = brokenLine();
    const file = new File([fromText(content)], "祠堂.jpg", { type: "image/jpeg" });
    const clean = new Blob([fromText(content).subarray(10)]);
    const sealed = await sealTip(page, fields, [{ file, clean, cleaned: "removed" }], line);
    return { ...sealed, kept: line.kept };
  },
};

const request = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await acts[request.act](request)));
