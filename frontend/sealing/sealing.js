// What the portal's pages call, as `xunchaSealing`; loaded after the form is shown.
export { ready } from "./suite.js";
export { canonical, lookup } from "./receipts.js";
export { openMessages, sealMessage, sealTip } from "./tip.js";
