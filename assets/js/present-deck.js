// The slides and which of them is shown. Whoever wants to know of a change is told by `onChange`.

export class Deck {
  constructor(slides, said) {
    this.slides = slides;
    this.said = said;
    this.at = 0;
    this.isDark = false;
    this.listeners = [];
    this.darkness = document.querySelector("[data-dark]");
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  // The slide that the address names, else the one shown, else the first.
  fromAddress() {
    return Number(location.hash.slice(1)) || this.at || 1;
  }

  get shown() {
    return this.slides[this.at - 1];
  }

  // `quietly`: the reader did not ask for it, so the focus stays and nothing is read out. `told`: another window did.
  go(number, { quietly = false, told = false } = {}) {
    const to = Math.min(Math.max(Math.trunc(number), 1), this.slides.length);
    const moved = to !== this.at;
    this.shown?.classList.remove("sl-slide--shown");
    this.at = to;
    this.shown.classList.add("sl-slide--shown");
    history.replaceState(null, "", `#${to}`);
    if (this.isDark && moved) this.darken(false, { told: true });
    if (!quietly && moved) this.announce(!told);
    this.tell(told);
  }

  announce(withFocus) {
    this.said.textContent = `Slide ${this.at} of ${this.slides.length}: ${this.shown.dataset.title}`;
    if (withFocus) this.shown.querySelector("h2").focus({ preventScroll: true });
  }

  darken(isDark, { told = false } = {}) {
    this.isDark = isDark;
    this.darkness.hidden = !isDark;
    this.said.textContent = isDark ? "The screen is black." : "The slide is shown again.";
    this.tell(told);
  }

  tell(told) {
    this.listeners.forEach((listener) => listener(told));
  }
}
