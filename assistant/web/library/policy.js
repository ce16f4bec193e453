// Tables sort by a column; a narrow screen starts with the contents folded.
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
