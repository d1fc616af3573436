// Two windows on one talk: the room's and the speaker's. Whichever moves, the other follows, also without a network.

const since = (start) => {
  const seconds = start ? Math.floor((Date.now() - start) / 1000) : 0;
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

export function follow(deck, name, panel) {
  const channel = new BroadcastChannel(`sightline-slides ${name}`);
  const part = (which) => panel.querySelector(`[data-speaker=${which}]`);
  // The clock starts when the first slide is left, and again when the talk goes back to it.
  let started = 0;

  function write() {
    const next = deck.slides[deck.at];
    part("place").textContent = `Slide ${deck.at} of ${deck.slides.length}${deck.isDark ? ": the screen is black" : ""}`;
    const { title, heading } = next ? next.dataset : { title: "the end" };
    part("next").textContent = heading && heading !== title ? `${title}: ${heading}` : title;
  }

  deck.onChange((told) => {
    if (!told) {
      started = deck.at === 1 ? 0 : started || Date.now();
      channel.postMessage({ at: deck.at, isDark: deck.isDark, started });
    }
    if (panel) write();
  });

  channel.addEventListener("message", ({ data }) => {
    if (data.asks) {
      if (!panel) channel.postMessage({ at: deck.at, isDark: deck.isDark, started });
      return;
    }
    started = data.started;
    if (data.at !== deck.at) deck.go(data.at, { told: true });
    if (data.isDark !== deck.isDark) deck.darken(data.isDark, { told: true });
  });

  if (panel) {
    panel.hidden = false;
    setInterval(() => (part("clock").textContent = since(started)), 500);
    channel.postMessage({ asks: true });
  }
}
