"use strict";
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("enrich-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A page from disk may have no storage; then the system's theme holds.
}
