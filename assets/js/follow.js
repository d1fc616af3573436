// Keeps a page up to date while a process is at work on what it is about: fetches the page again every two
// seconds and takes over how far it is. Without scripts the link in its place does the same.

const SECONDS = 2;
const place = document.querySelector("[data-follow]");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-follow]");
  if (!answer.ok || !now) {
    location.reload();
    return;
  }
  place.replaceChildren(...now.childNodes);
  later();
}

function later() {
  setTimeout(() => look().catch(later), SECONDS * 1000);
}

if (place) later();
