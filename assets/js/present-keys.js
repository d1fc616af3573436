// Keys, a clicker (which sends Page up and Page down, and a full stop for black), swipes and buttons.

const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
};
// Signs can be switched off (WCAG 2.1.4): whoever dictates would press them by speaking.
const SIGNS = { b: "dark", ".": "dark", f: "fullScreen", n: "notes", s: "notesHere", "?": "help" };
const SWIPE = 50; // pixels
const TAKES_SPACE = "a, button, input, summary";

export function listen(acts, { isOn, letters }) {
  addEventListener("keydown", (event) => {
    if (!isOn() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && event.target.closest?.(TAKES_SPACE)) return;
    const sign = letters.checked ? SIGNS[event.key.toLowerCase()] : undefined;
    const act = event.key === " " && event.shiftKey ? "previous" : (KEYS[event.key] ?? sign);
    if (!act || (event.repeat && sign)) return;
    event.preventDefault();
    acts[act]();
  });

  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => acts[button.dataset.do]());
  }

  let start;
  addEventListener("touchstart", (event) => (start = event.touches.length === 1 && event.touches[0]), { passive: true });
  addEventListener("touchend", (event) => {
    if (!start || !isOn()) return;
    const end = event.changedTouches[0];
    const [across, down] = [end.clientX - start.clientX, end.clientY - start.clientY];
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) acts[across < 0 ? "next" : "previous"]();
  });
}
