// A file sealed in chunks of 1 MiB, each read from the file when it is wanted: a video of 500 MB never lies in memory.
import { bucket } from "./padding.js";
import { ALGORITHM, bytesOf, joined, sodium } from "./suite.js";

export const CHUNK = 1 << 20;
const BOUND = bytesOf(`${ALGORITHM}|file`);

export const newFileKey = () => sodium.crypto_secretstream_xchacha20poly1305_keygen();

export const chunkCount = (size) => Math.ceil(bucket(size) / CHUNK);

// `file` is a File, a Blob, or anything with size and slice(from, to).arrayBuffer().
export async function* sealChunks(file, key) {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const whole = bucket(file.size);
  for (let begin = 0; begin < whole; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, whole);
    const plain = new Uint8Array(end - begin);
    if (begin < file.size) plain.set(new Uint8Array(await file.slice(begin, Math.min(end, file.size)).arrayBuffer()));
    if (begin <= file.size && file.size < end) plain[file.size - begin] = 0x80;
    const tag = end === whole ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, plain, BOUND, tag);
    yield begin === 0 ? joined([header, sealed]) : sealed;
  }
}

// `upload` has begin() -> {id, token}, chunk(id, token, number, bytes) and finish(id, token, count). A chunk that fails is sent
// again, the same bytes, after a pause that doubles; the ones before it are not.
export async function sealAndSend(file, key, upload, progress = () => {}, pause = (ms) => new Promise((go) => setTimeout(go, ms))) {
  const { id, token } = await upload.begin();
  const count = chunkCount(file.size);
  let number = 0;
  for await (const chunk of sealChunks(file, key)) {
    await persistently(() => upload.chunk(id, token, number, chunk), pause);
    number += 1;
    progress(number / count);
  }
  await persistently(() => upload.finish(id, token, count), pause);
  return { id, token };
}

const ATTEMPTS = 8;

async function persistently(send, pause) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await pause(500 * 2 ** attempt);
    }
  }
}
