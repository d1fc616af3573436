// Keeps a page up to date while a process is at work on what it is about: fetches the page again every two
// seconds and takes over the parts that say how far it is, until they say that it is done. A page that has become
// another is loaded whole. Without scripts the link among the parts does the same.

const SECONDS = 2;
const parts = (page) => [...page.querySelectorAll("[data-follow]")];

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [here, now] = [parts(document), parts(page)];
  if (!answer.ok || now.length !== here.length) {
    location.reload();
    return;
  }
  document.title = page.title;
  here.forEach((part, at) => part.replaceChildren(...now[at].childNodes));
  if (now.some((part) => part.dataset.follow !== "done")) later();
}

function later() {
  setTimeout(() => look().catch(later), SECONDS * 1000);
}

if (parts(document).length) later();
