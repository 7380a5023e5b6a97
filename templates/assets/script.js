// Comfort only: every page works without this.
"use strict";

// A page that comes back with problems shows them first, to eyes and to screen readers.
document.querySelector(".summary")?.focus();

// In the demonstration, a person's address fills in the form of the sign-in page.
const password = document.querySelector("#demonstration-password");
if (password) {
  for (const cell of document.querySelectorAll("td.email")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      document.querySelector("#email").value = button.textContent;
      document.querySelector("#password").value = password.textContent;
      document.querySelector("form[action='/sign-in'] button").focus();
    });
  }
}

// How many characters are left, counted as the server counts them.
for (const box of document.querySelectorAll("textarea[data-most]")) {
  const most = Number(box.dataset.most);
  const left = document.createElement("p");
  left.className = "hint left";
  left.setAttribute("aria-live", "polite");
  box.after(left);
  const count = () => {
    const over = [...box.value.trim()].length - most;
    left.textContent = over > 0 ? `${over.toLocaleString("en-GB")} characters too many` : over > -200 ? `${-over} characters left` : "";
  };
  box.addEventListener("input", count);
  count();
}

// How many words an answer has, counted as the server counts them: runs between white space with a letter or digit.
for (const area of document.querySelectorAll("[data-words]")) {
  const box = area.querySelector("textarea");
  const most = Number(area.dataset.words);
  const left = document.createElement("p");
  left.className = "hint left";
  left.setAttribute("aria-live", "polite");
  box.after(left);
  const words = (count) => `${count.toLocaleString("en-GB")} ${count === 1 ? "word" : "words"}`;
  const count = () => {
    const has = box.value.split(/\p{White_Space}+/u).filter((run) => /[\p{Alphabetic}\p{N}]/u.test(run)).length;
    left.textContent = !most ? words(has) : has > most ? `${words(has)}: ${words(has - most)} too many` : `${words(has)} of ${most.toLocaleString("en-GB")}`;
  };
  box.addEventListener("input", count);
  count();
}

// The sum of prices, in whole pence, as far as they can be read.
for (const form of document.querySelectorAll("[data-sum]")) {
  const total = document.querySelector(`#${form.dataset.sum}`);
  const pence = (text) => {
    const read = /^£?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(text.trim());
    return read ? BigInt(read[1].replaceAll(",", "") + (read[2] ?? "").padEnd(2, "0")) : null;
  };
  const add = () => {
    const prices = [...form.querySelectorAll(".money input")].map((box) => pence(box.value));
    if (prices.includes(null)) return (total.textContent = "not every year has a price yet");
    const sum = prices.reduce((sum, price) => sum + price, 0n);
    const part = sum % 100n;
    total.textContent = `£${(sum / 100n).toLocaleString("en-GB")}${part ? `.${String(part).padStart(2, "0")}` : ""}`;
  };
  form.addEventListener("input", add);
  add();
}

// A mark beside a figure is put into the text at the cursor.
let lastBox = document.querySelector(".composing textarea");
for (const box of document.querySelectorAll(".composing textarea")) box.addEventListener("focus", () => (lastBox = box));
for (const code of document.querySelectorAll("code.insert")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link insert";
  button.textContent = `Insert ${code.textContent}`;
  code.replaceWith(button);
  button.addEventListener("click", () => {
    lastBox.setRangeText(code.textContent, lastBox.selectionStart, lastBox.selectionEnd, "end");
    lastBox.dispatchEvent(new Event("input"));
    lastBox.focus();
  });
}

// The preview of a section follows what is typed.
const writing = document.querySelector(".prose-form");
if (writing) {
  let waiting;
  let latest = 0;
  const draw = async () => {
    const turn = ++latest;
    const answer = await fetch(`${writing.getAttribute("action")}/preview`, { method: "POST", body: new URLSearchParams(new FormData(writing)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#preview");
    if (fresh && turn === latest) document.querySelector("#preview").replaceWith(fresh);
  };
  let unsaved = "unsaved" in writing.dataset;
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
  writing.addEventListener("submit", () => (unsaved = false));
  writing.addEventListener("input", () => {
    unsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => draw().catch(() => {}), 700);
  });
}

// A second click on a button that was pressed a moment ago does nothing.
for (const form of document.querySelectorAll("form[method=post]")) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < 1000 && sent > 0) event.preventDefault();
    else sent = event.timeStamp;
  });
}
