// Shows a meeting's slides one at a time. All of them are in the page, so nothing is fetched once it has loaded.
// Where the window is too narrow for a stage, and without this script, they are read one under another.

import { Deck } from "./present-deck.js";
import { listen } from "./present-keys.js";
import { follow } from "./present-speaker.js";

const main = document.querySelector("[data-slides]");
const speaker = document.querySelector(".sl-speaker");
const help = document.querySelector("dialog");
const controls = document.querySelector(".sl-controls");
const window2 = document.querySelector("[data-notes-window]");
const wide = matchMedia("(min-width: 48em)");
const root = document.documentElement;
const deck = new Deck([...main.querySelectorAll("article")], document.querySelector("[role=status]"));

// Without a network a second window would stay empty, so the notes then open here.
function notes() {
  if (!window2 || !navigator.onLine) notesHere();
  else window.open(window2.href, "sightline-notes", "popup,width=1200,height=800");
}

function notesHere() {
  if (speaker) return;
  const open = root.classList.toggle("sl-presenting--notes");
  main.querySelectorAll("details").forEach((one) => (one.open = open));
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.();
}

const acts = {
  next: () => deck.go(deck.at + 1),
  previous: () => deck.go(deck.at - 1),
  first: () => deck.go(1),
  last: () => deck.go(deck.slides.length),
  dark: () => deck.darken(!deck.isDark),
  help: () => help.showModal(),
  fullScreen,
  notes,
  notesHere,
};

function show() {
  root.classList.toggle("sl-presenting", wide.matches && !speaker);
  root.classList.toggle("sl-speaking", wide.matches && Boolean(speaker));
  controls.hidden = !wide.matches;
  if (wide.matches) deck.go(deck.fromAddress(), { quietly: true, told: true });
}

wide.addEventListener("change", show);
addEventListener("hashchange", () => wide.matches && deck.go(deck.fromAddress()));
listen(acts, { isOn: () => wide.matches && !help.open, letters: document.querySelector("[data-letters]") });
follow(deck, main.dataset.slides, speaker);
show();
