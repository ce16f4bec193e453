// Tables sort by a column; a narrow screen starts with the contents folded; large type is remembered across the pages.
document.querySelectorAll("table.sortable").forEach((table) => {
  const heads = [...table.querySelectorAll("th")];
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((one) => one.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => a.cells[column].textContent.localeCompare(b.cells[column].textContent, "zh", { numeric: true }) * (up ? 1 : -1));
    table.tBodies[0].append(...rows);
  }));
});
if (innerWidth < 800) document.querySelector(".toc").open = false;

const elder = document.getElementById("elder");
const pressed = () => elder.setAttribute("aria-pressed", String(document.documentElement.classList.contains("elder")));
elder.addEventListener("click", () => {
  const on = document.documentElement.classList.toggle("elder");
  try { localStorage.setItem("elder", on ? "1" : ""); } catch { /* private mode */ }
  pressed();
});
pressed();

// The other language shows the same clause, search and day.
const tongue = document.querySelector("a.tongue");
tongue.addEventListener("click", () => {
  const query = new URLSearchParams(location.search);
  query.set("lang", new URL(tongue.href).searchParams.get("lang"));
  tongue.search = query;
  tongue.hash = location.hash;
});
