// Seals a tip and its files, and opens what the team answered.
import { open, seal } from "./envelope.js";
import { lookup, newReceipt, replyPair } from "./receipts.js";
import { newFileKey, sealAndSend } from "./streams.js";
import { bytesOf, fromText, ready, sodium, toText } from "./suite.js";

const COPY_SHARE = 0.5;

// page: {recipients, originals} in base64url. fields: {text, named, about, happened}. files: [{file, clean, cleaned}], where `clean` is a Blob or null.
export async function sealTip(page, fields, files, upload, progress = () => {}) {
  await ready;
  const uploads = [];
  const listed = [];
  for (const [number, each] of files.entries()) {
    const told = (share) => progress((number + share) / files.length);
    listed.push(await sealFile(page, each, upload, uploads, told));
  }
  const manifest = { v: 1, text: fields.text, named: fields.named ?? null, about: fields.about, happened: fields.happened, files: listed };
  const envelope = seal(bytesOf(JSON.stringify(manifest)), "tip", page.recipients.map(fromText));
  const receipt = newReceipt();
  return { envelope, receipt, lookup: toText(lookup(receipt)), replyPublic: toText(replyPair(receipt).publicKey), uploads };
}

async function sealFile(page, { file, clean, cleaned }, upload, uploads, progress) {
  const key = newFileKey();
  const sent = await sealAndSend(file, key, upload, (share) => progress(share * (clean ? COPY_SHARE : 1)));
  uploads.push(sent);
  const original = { upload: String(sent.id), sealed_key: toText(sodium.crypto_box_seal(key, fromText(page.originals))) };
  sodium.memzero(key);
  return { name: file.name, type: file.type, size: file.size, cleaned, clean: clean && (await sealCopy(clean, upload, uploads, progress)), original };
}

async function sealCopy(clean, upload, uploads, progress) {
  const key = newFileKey();
  const sent = await sealAndSend(clean, key, upload, (share) => progress(COPY_SHARE + share * (1 - COPY_SHARE)));
  uploads.push(sent);
  return { upload: String(sent.id), key: toText(key) };
}

export async function sealMessage(text, recipients) {
  await ready;
  return seal(bytesOf(text), "message", recipients.map(fromText));
}

export async function openMessages(receipt, envelopes) {
  await ready;
  const pair = replyPair(receipt);
  return envelopes.map((envelope) => new TextDecoder().decode(open(envelope, pair)));
}
