// The worker of the puzzle: asked {id, bits}, it answers the nonce.
import { solve } from "./work.js";

self.onmessage = ({ data }) => self.postMessage(solve(data.id, data.bits));
