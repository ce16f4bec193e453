// One script tag on another site: a button that opens the conversation in a frame. The server says who may frame it.
(() => {
  const home = new URL(document.currentScript.src).origin;
  const english = (document.documentElement.lang || "zh").startsWith("en");
  const words = english
    ? { open: "Ask about subsidies", close: "Close" }
    : { open: "问补贴", close: "收起" };
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.open;
  button.setAttribute("aria-expanded", "false");
  button.style.cssText =
    "position:fixed;right:20px;bottom:20px;z-index:2147483000;padding:12px 20px;border:0;border-radius:999px;background:#1f6662;color:#fff;font:16px system-ui,sans-serif;cursor:pointer;box-shadow:0 4px 18px rgba(0,0,0,.25)";
  let frame = null;
  button.addEventListener("click", () => {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.src = `${home}${english ? "/en" : ""}/`;
      frame.title = words.open;
      frame.allow = "microphone";
      frame.style.cssText =
        "position:fixed;right:20px;bottom:76px;z-index:2147483000;width:min(420px,calc(100vw - 40px));height:min(680px,calc(100vh - 110px));border:1px solid #cfd8d6;border-radius:16px;background:#fff;box-shadow:0 8px 40px rgba(0,0,0,.25)";
      document.body.append(frame);
    } else {
      frame.hidden = !frame.hidden;
    }
    const open = !frame.hidden;
    button.textContent = open ? words.close : words.open;
    button.setAttribute("aria-expanded", String(open));
  });
  document.body.append(button);
})();
