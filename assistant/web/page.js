// What the pages do in the browser: numbers lead to their proof, large type, reading aloud kept quiet, speech, print.
(() => {
  const root = document.documentElement;
  const words = JSON.parse(document.getElementById("words").textContent);
  // The framework takes its own few words from the browser's language; they must be in the page's.
  const tongue = root.lang;
  Object.defineProperty(navigator, "language", { get: () => tongue });
  Object.defineProperty(navigator, "languages", { get: () => [tongue] });
  root.classList.toggle("embedded", self !== top);
  const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

  // A number of an answer: show the step or the quoted words that it rests on.
  const reveal = (target) => {
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    document.querySelectorAll(".proved").forEach((one) => one.classList.remove("proved"));
    target.classList.add("proved");
    target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    target.focus({ preventScroll: true });
  };
  const await_element = (id, tries = 40) => {
    const found = document.getElementById(id);
    if (found) reveal(found);
    else if (tries) setTimeout(() => await_element(id, tries - 1), 75); // the evidence of an earlier turn is on its way
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.n");
    if (link) {
      event.preventDefault();
      await_element(decodeURIComponent(link.hash.slice(1)));
    }
    const skip = event.target.closest("a.skip");
    if (skip) {
      event.preventDefault();
      const goal = document.getElementById(skip.hash.slice(1));
      (goal?.querySelector("textarea, input, button") || goal)?.focus();
    }
    const tongue_link = event.target.closest("a.tongue");
    if (tongue_link && location.search) { // the case that the address names comes along
      const query = new URLSearchParams(location.search);
      query.set("lang", new URL(tongue_link.href).searchParams.get("lang"));
      tongue_link.search = query;
    }
    if (event.target.closest("#print")) window.print();
    if (event.target.closest("#elder")) elder(!root.classList.contains("elder"));
    if (event.target.closest("#speak")) speak();
  });

  // An empty box sends nothing: the framework would wait for an answer, and lose what is sent meanwhile.
  document.addEventListener("keydown", (event) => {
    const empty = event.target.matches?.("#question textarea") && !event.target.value.trim();
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || !empty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  const elder = (on) => {
    root.classList.toggle("elder", on);
    remember("elder", on ? "1" : "");
    document.getElementById("elder")?.setAttribute("aria-pressed", String(on));
  };
  elder(remembered("elder") === "1");

  // Speech, where the browser offers it. What goes wrong is said beside the box, and typing stays possible.
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  const FAULTS = { "not-allowed": words.speak_refused, "service-not-allowed": words.speak_refused, "audio-capture": words.speak_refused, "no-speech": words.speak_silent, aborted: "" };
  let listening = null;
  const speak = () => {
    if (listening) { listening.stop(); return; }
    const box = document.querySelector("#question textarea");
    const button = document.getElementById("speak");
    const told = document.getElementById("spoken");
    const say = (text) => { told.textContent = text; };
    const done = () => {
      listening = null;
      button.classList.remove("on");
      button.setAttribute("aria-pressed", "false");
      if (told.textContent === words.speaking) say("");
    };
    listening = new Recognition();
    listening.lang = tongue === "en" ? "en-US" : "zh-CN";
    listening.onresult = (event) => {
      box.value = event.results[0][0].transcript;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    };
    listening.onerror = (event) => say(FAULTS[event.error] ?? words.speak_failed);
    listening.onend = done;
    button.classList.add("on");
    button.setAttribute("aria-pressed", "true");
    say(words.speaking);
    try { listening.start(); } catch { say(words.speak_failed); done(); }
  };
  const offer_speech = () => {
    const row = document.getElementById("ask");
    if (!Recognition || !row || document.getElementById("speak")) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", id: "speak", className: "plain", textContent: words.speak });
    button.setAttribute("aria-pressed", "false");
    row.insertBefore(button, row.lastElementChild);
    const told = document.createElement("p");
    Object.assign(told, { id: "spoken", className: "hint" });
    told.setAttribute("role", "status");
    row.after(told);
  };

  // The framework's labels hold markup and English; a screen reader gets plain words, and each answer is announced once.
  const label = (node, text) => { if (node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text); };
  const tidy = () => {
    document.querySelectorAll("[data-testid=user]").forEach((node) => label(node, words.question_by));
    document.querySelectorAll("[data-testid=bot]").forEach((node) => label(node, words.answer_by));
    document.querySelectorAll("[role=log]").forEach((node) => {
      if (node.getAttribute("aria-live") !== "off") node.setAttribute("aria-live", "off");
      label(node, words.talk_by);
      if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "0");
    });
    document.querySelectorAll("#chat .examples[role=list]").forEach((node) => node.setAttribute("role", "group"));
    document.querySelectorAll("#chat .example[aria-label]").forEach((node) => node.removeAttribute("aria-label")); // its text says it
    document.querySelectorAll("div.empty[aria-label]").forEach((node) => node.removeAttribute("aria-label"));
    const box = document.querySelector("#question textarea");
    if (box) label(box, words.question_by);
    if (root.lang !== tongue) root.lang = tongue;
    last_word();
    speak_ours();
    offer_speech();
    greet();
    follow();
    announce();
    keep_case();
    elder_button();
  };

  // What the framework says itself, that the line is down or the queue full, it says in English and without a way on.
  const speak_ours = () => {
    const put = (node, text) => { if (node.textContent.trim() !== text) node.textContent = text; };
    document.querySelectorAll("[data-testid=toast-body]").forEach((node) => {
      const told = node.querySelector("[data-testid=toast-text]");
      const title = node.querySelector(".toast-title");
      if (title) put(title, words.notice);
      const ours = /[\u3400-\u9fff]/.test(told?.textContent || "") || [words.busy, words.line_down].includes(told?.textContent);
      if (told && !ours) put(told, /queue|busy|full/i.test(told.textContent) ? words.busy : words.line_down);
      node.querySelectorAll("[data-testid=toast-close]").forEach((button) => label(button, words.close));
    });
  };

  // A new question goes to the top of the conversation, so that its answer is read from the first sentence.
  let seen = "";
  const follow = () => {
    const questions = document.querySelectorAll("#chat [data-testid=user]");
    const state = `${questions.length}/${document.querySelectorAll("#chat [data-testid=bot]").length}`;
    if (state === seen) return;
    seen = state;
    const last = questions[questions.length - 1];
    const log = last?.closest("[role=log]");
    if (log) requestAnimationFrame(() => { log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top - 8; });
  };

  // What is new is said once, by a region that is always there; replaced regions are not read by every screen reader.
  const announce = () => {
    const live = document.querySelector("#live .prose") || document.getElementById("live"); // without the framework's own words
    const text = live?.textContent.trim() || "";
    if (text === announcer.textContent) return;
    announcer.textContent = text;
  };
  const announcer = document.createElement("div");
  announcer.id = "announcer";
  announcer.className = "sr-only";
  announcer.setAttribute("role", "status");
  announcer.setAttribute("aria-live", "polite");

  // The address of the calculator follows the case, so that a reload, a bookmark or the other language finds it again.
  const keep_case = () => {
    const link = document.querySelector("#result [data-case]")?.dataset.case;
    if (!link) return;
    const query = new URL(link, location.origin).search;
    if (query !== location.search) history.replaceState(history.state, "", location.pathname + query);
  };

  const elder_button = () => {
    const button = document.getElementById("elder");
    const on = String(root.classList.contains("elder"));
    if (button && button.getAttribute("aria-pressed") !== on) button.setAttribute("aria-pressed", on);
  };

  // The framework loads its styles as it goes; ours is to come after them.
  const style = document.getElementById("look");
  const last_word = () => {
    const sheets = document.head.querySelectorAll("style, link[rel=stylesheet]");
    if (sheets[sheets.length - 1] !== style) document.head.append(style);
  };

  // Typing can begin at once where there is a keyboard; on a phone it would push the page up and cover it.
  let greeted = false;
  const greet = () => {
    const box = document.querySelector("#question textarea");
    if (greeted || !box) return;
    greeted = true;
    if (matchMedia("(hover: hover) and (min-width: 721px)").matches && document.activeElement === document.body) box.focus({ preventScroll: true });
  };

  const start = () => {
    document.body.append(announcer);
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; tidy(); });
    }).observe(document.body, { childList: true, subtree: true });
    tidy();
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
