// Runs on every page, as a module. GOV.UK Frontend's scripts look for two classes on the body, which its own
// pages set by an inline script; the Content-Security-Policy allows none, so they are set here.

import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// Paper cannot be opened: what is folded away is printed unfolded, and folded again afterwards.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  folded.forEach((one) => (one.open = true));
});
addEventListener("afterprint", () => folded.forEach((one) => (one.open = false)));
