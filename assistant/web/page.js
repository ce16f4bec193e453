// What the pages do in the browser: numbers lead to their proof, large type, reading aloud kept quiet, speech, print.
(() => {
  const root = document.documentElement;
  const chinese = (navigator.language || "zh").toLowerCase().startsWith("zh");
  root.dataset.lang = chinese ? "zh" : "en";
  root.classList.toggle("embedded", self !== top);
  root.lang = chinese ? "zh-CN" : "en";
  const say = (zh, en) => (chinese ? zh : en);
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
    if (event.target.closest("#print")) window.print();
    if (event.target.closest("#elder")) elder(!root.classList.contains("elder"));
    if (event.target.closest("#speak")) speak();
  });

  const elder = (on) => {
    root.classList.toggle("elder", on);
    remember("elder", on ? "1" : "");
    document.getElementById("elder")?.setAttribute("aria-pressed", String(on));
  };

  // Speech, where the browser offers it.
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  const speak = () => {
    const box = document.querySelector("#question textarea");
    const button = document.getElementById("speak");
    const listener = new Recognition();
    listener.lang = chinese ? "zh-CN" : "en-US";
    button.classList.add("on");
    listener.onresult = (event) => {
      box.value = event.results[0][0].transcript;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    };
    listener.onend = () => button.classList.remove("on");
    listener.start();
  };
  const offer_speech = () => {
    const row = document.getElementById("ask");
    if (!Recognition || !row || document.getElementById("speak")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.id = "speak";
    button.className = "plain";
    button.textContent = say("说话", "Speak");
    row.insertBefore(button, row.lastElementChild);
  };

  // The framework's labels hold markup and English; a screen reader gets plain words, and each answer is announced once.
  const label = (node, text) => { if (node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text); };
  const tidy = () => {
    document.querySelectorAll("[data-testid=user]").forEach((node) => label(node, say("您的问题", "Your question")));
    document.querySelectorAll("[data-testid=bot]").forEach((node) => label(node, say("回答", "Answer")));
    document.querySelectorAll("[role=log]").forEach((node) => {
      if (node.getAttribute("aria-live") !== "off") node.setAttribute("aria-live", "off");
      label(node, say("对话", "Conversation"));
      if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "0");
    });
    const box = document.querySelector("#question textarea");
    if (box) label(box, say("您的问题", "Your question"));
    offer_speech();
    follow();
    announce();
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
    const text = document.getElementById("live")?.textContent.trim() || "";
    if (text === announcer.textContent) return;
    announcer.textContent = text;
  };
  const announcer = document.createElement("div");
  announcer.id = "announcer";
  announcer.className = "sr-only";
  announcer.setAttribute("role", "status");
  announcer.setAttribute("aria-live", "polite");

  const start = () => {
    document.body.append(announcer);
    elder(remembered("elder") === "1");
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; tidy(); elder_button(); });
    }).observe(document.body, { childList: true, subtree: true });
    tidy();
  };
  const elder_button = () => {
    const button = document.getElementById("elder");
    const on = String(root.classList.contains("elder"));
    if (button && button.getAttribute("aria-pressed") !== on) button.setAttribute("aria-pressed", on);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
