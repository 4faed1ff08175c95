"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const read = (id) => JSON.parse(byId(id).textContent);
  const lazily = (make) => {
    let made;
    return () => (made ??= make());
  };

  const index = read("index");
  const citations = lazily(() => read("citations"));
  const whence = lazily(() => read("whence"));
  const query = byId("query");
  const sort = byId("sort");
  const list = byId("list");
  const items = all(".work", list);
  const chunks = [...list.children];
  const size = chunks[0]?.childElementCount ?? 0;
  let inOrder = items;
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const isPreprint = new Uint8Array(items.length);
  index.preprints.forEach((place) => (isPreprint[place] = 1));
  const words = [...index.words];
  const facets = index.facets.map((facet) => ({
    ...facet,
    chosen: new Set(),
    counts: new Uint32Array(facet.values.length),
    preprints: new Uint32Array(facet.values.length),
    places: new Map(facet.values.map((value, place) => [value, place])),
    marks: [],
  }));
  const facetNamed = new Map(facets.map((facet) => [facet.name, facet]));
  const selected = new Set();
  let shown = items.length;

  // Searching: the library's own folding, letter by letter. A letter that no work has finds none.
  const UNKNOWN = "\ufffd";
  const unmarked = (letter) => letter.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\0-\x7f]/gu, UNKNOWN);
  const spelled = (letter) => index.fold[letter] ?? unmarked(letter);
  const fold = (text) =>
    text
      .normalize("NFC")
      .replace(/[\p{L}\p{N}]/gu, (letter) => (letter < "\x7f" ? letter : spelled(letter)))
      .toLowerCase()
      .replace(/[^a-z0-9\ufffd]+/g, " ")
      .trim();

  const paragraphs = (place) =>
    all(".abstract p", items[place]).map((one) => one.textContent);

  // Abstracts are in the document already; their words are gathered while nobody waits.
  const gatherAbstracts = (from) => {
    const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    later(() => {
      const end = performance.now() + 8;
      let place = from;
      while (place < items.length && performance.now() < end) {
        const told = paragraphs(place).join(" ");
        if (told) words[place] += ` ${fold(told)}`;
        place += 1;
      }
      if (place < items.length) gatherAbstracts(place);
      else {
        document.documentElement.dataset.ready = "all";
        if (query.value) show();
      }
    });
  };

  // Filtering.
  const failing = (place, active) => {
    let failed = null;
    for (const facet of active) {
      if (facet.of[place].some((value) => facet.chosen.has(value))) continue;
      if (failed) return undefined;
      failed = facet;
    }
    return failed;
  };

  const count = (facet, place) => {
    for (const value of facet.of[place]) {
      facet.counts[value] += 1;
      if (facet.isStacked) facet.preprints[value] += isPreprint[place];
    }
  };

  const sift = () => {
    const wanted = fold(query.value).split(" ").filter(Boolean).map((word) => ` ${word}`);
    const active = facets.filter((facet) => facet.chosen.size);
    for (const facet of facets) {
      facet.counts.fill(0);
      facet.preprints.fill(0);
    }
    const passes = new Uint8Array(items.length);
    for (let place = 0; place < items.length; place += 1) {
      if (!wanted.every((word) => words[place].includes(word))) continue;
      // What one facet alone holds back counts there: it is what choosing more of it would add.
      const failed = failing(place, active);
      if (failed === undefined) continue;
      if (failed) count(failed, place);
      else {
        passes[place] = 1;
        for (const facet of facets) count(facet, place);
      }
    }
    return passes;
  };

  // Works stand in chunks, of which the browser lays out none that is out of sight. What can be
  // seen is brought up to date at once, the rest while nobody waits.
  const AT_ONCE = 60;
  let passing = new Uint8Array(items.length).fill(1);
  let rest = 0;

  const settle = (at, isEnough) => {
    let seen = 0;
    while (at < chunks.length && !isEnough(seen)) {
      if (!chunks[at].hidden) {
        for (const item of inOrder.slice(at * size, (at + 1) * size)) {
          const isHidden = passing[placeOf.get(item)] === 0;
          if (item.hidden !== isHidden) item.hidden = isHidden;
          if (!isHidden) seen += 1;
        }
      }
      at += 1;
    }
    set(list, "aria-busy", at < chunks.length);
    if (at < chunks.length) rest = setTimeout(settleSlice, 0, at);
  };

  const settleSlice = (at) => {
    const end = performance.now() + 6;
    settle(at, () => performance.now() > end);
  };

  const settleAll = () => {
    clearTimeout(rest);
    settle(0, () => false);
  };

  const unfold = (passes) => {
    clearTimeout(rest);
    passing = passes;
    const left = new Uint32Array(chunks.length);
    inOrder.forEach((item, at) => (left[Math.floor(at / size)] += passes[placeOf.get(item)]));
    shown = left.reduce((total, count) => total + count, 0);
    chunks.forEach((chunk, at) => {
      if (chunk.hidden !== (left[at] === 0)) chunk.hidden = left[at] === 0;
      chunk.style.setProperty("--count", left[at]);
    });
    settle(0, (seen) => seen >= AT_ONCE);
  };

  const show = () => {
    unfold(sift());
    const whole = items.length;
    const noun = whole === 1 ? "work" : "works";
    byId("shown").textContent = shown === whole ? `${whole} ${noun}` : `${shown} of ${whole} ${noun}`;
    byId("nothing").hidden = shown > 0;
    facets.forEach(paintFacet);
    paintChosen();
    paintSelection();
  };

  // Pictures.
  const sum = (values, counts) => values.reduce((total, value) => total + counts[value], 0);
  const set = (element, name, value) => element.setAttribute(name, String(value));

  const paintFacet = (facet) => {
    for (const mark of facet.marks) {
      const left = sum(mark.values, facet.counts);
      const share = mark.whole ? (mark.share * left) / mark.whole : 0;
      mark.tally.textContent = left;
      mark.button.classList.toggle("empty", left === 0);
      set(mark.button, "aria-pressed", mark.values.some((value) => facet.chosen.has(value)));
      if (!mark.early) set(mark.left, "width", share);
      else stack(mark, share, left ? (share * sum(mark.values, facet.preprints)) / left : 0);
    }
  };

  const stack = (mark, share, early) => {
    set(mark.left, "y", 100 - share + early);
    set(mark.left, "height", share - early);
    set(mark.early, "y", 100 - share);
    set(mark.early, "height", early);
  };

  const gatherMarks = (facet) => {
    const section = document.querySelector(`[data-facet="${facet.name}"]`);
    if (!section) return;
    facet.isStacked = section.querySelector(".legend") !== null;
    facet.marks = all(".mark", section).map((button) => {
      const whole = button.querySelector(".all");
      const early = button.querySelector(".early");
      const tally = button.querySelector(".count");
      return {
        button,
        tally,
        values: button.dataset.values.split(" ").filter(Boolean).map(Number),
        whole: Number(tally.textContent),
        share: Number(whole.getAttribute(early ? "height" : "width")),
        left: button.querySelector(".left"),
        early,
      };
    });
    for (const mark of facet.marks) mark.button.addEventListener("click", () => choose(facet, mark.values));
    offerOthers(facet, section);
  };

  const offerOthers = (facet, section) => {
    const input = section.querySelector("[data-another]");
    if (!input) return;
    const fill = lazily(() => {
      const options = facet.values.map((value) => new Option("", value));
      input.list.append(...options);
      return true;
    });
    input.addEventListener("focus", fill);
    input.addEventListener("change", () => {
      const place = facet.places.get(input.value.trim());
      if (place === undefined) return;
      facet.chosen.add(place);
      input.value = "";
      changed();
    });
  };

  const choose = (facet, values) => {
    const isOn = values.some((value) => facet.chosen.has(value));
    for (const value of values) {
      if (isOn) facet.chosen.delete(value);
      else facet.chosen.add(value);
    }
    changed();
  };

  const made = (tag, text, ...classes) => {
    const element = document.createElement(tag);
    element.textContent = text;
    element.classList.add(...classes);
    return element;
  };

  const chip = (facet, value) => {
    const button = made("button", `${facet.values[value]} \u00d7`, "chip");
    button.type = "button";
    button.dir = "auto";
    set(button, "aria-label", `Remove the filter ${facet.values[value]}`);
    button.addEventListener("click", () => {
      facet.chosen.delete(value);
      changed();
      (byId("chosen").querySelector("button") ?? query).focus();
    });
    return button;
  };

  const paintChosen = () => {
    const chips = facets.flatMap((facet) => [...facet.chosen].sort((a, b) => a - b).map((value) => chip(facet, value)));
    const clear = made("button", "Clear all", "quiet");
    clear.type = "button";
    clear.addEventListener("click", () => {
      clearFilters();
      query.focus();
    });
    byId("chosen").replaceChildren(...(chips.length ? [...chips, clear] : []));
    byId("chosen").hidden = chips.length === 0;
  };

  const clearFilters = () => {
    facets.forEach((facet) => facet.chosen.clear());
    query.value = "";
    changed();
  };

  // The address keeps what is filtered, so that a link to it shows the same.
  const written = () => {
    const told = new URLSearchParams();
    if (query.value.trim()) told.set("q", query.value.trim());
    for (const facet of facets) {
      for (const value of [...facet.chosen].sort((a, b) => a - b)) told.append(facet.name, facet.values[value]);
    }
    if (sort.value !== "newest") told.set("sort", sort.value);
    return told.toString();
  };

  let remembering = 0;
  const remember = () => {
    clearTimeout(remembering);
    document.documentElement.dataset.kept = "soon";
    // Browsers stop pages that change their address with every keystroke.
    remembering = setTimeout(() => {
      const now = written();
      history.replaceState(null, "", now ? `#${now}` : location.pathname + location.search);
      document.documentElement.dataset.kept = "now";
    }, 150);
  };

  const changed = () => {
    show();
    remember();
  };

  const arrange = () => {
    const order = index.orders[sort.value];
    inOrder = order ? order.map((place) => items[place]) : items;
    chunks.forEach((chunk, at) => chunk.replaceChildren(...inOrder.slice(at * size, (at + 1) * size)));
  };

  const restore = () => {
    const target = decoded(location.hash.slice(1));
    if (target.startsWith("work-")) return reveal(byId(target));
    const told = new URLSearchParams(location.hash.slice(1));
    query.value = told.get("q") ?? "";
    for (const facet of facets) {
      facet.chosen = new Set(
        told.getAll(facet.name).map((value) => facet.places.get(value)).filter((place) => place !== undefined),
      );
    }
    const order = told.get("sort") ?? "newest";
    const former = sort.value;
    sort.value = order === "newest" || order in index.orders ? order : "newest";
    if (sort.value !== former || order !== "newest") arrange();
    show();
  };

  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  const reveal = (item) => {
    if (!placeOf.has(item)) return show();
    if (!passing[placeOf.get(item)]) clearFilters();
    settleAll();
    goTo(item);
  };

  // Copying and downloading.
  const tell = (text) => {
    const toast = byId("toast");
    toast.textContent = text;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => (toast.textContent = ""), 4000);
  };

  const bibtexOf = (places) => places.map((place) => citations()[place][0]).join("\n");
  const cslOf = (places) => {
    const entries = places.map((place) => {
      const abstract = paragraphs(place).join("\n\n");
      const { custom, ...rest } = citations()[place][1];
      return { ...rest, ...(abstract && { abstract }), ...(custom && { custom }) };
    });
    return `${JSON.stringify(entries, null, 2)}\n`;
  };

  const copyByHand = (text) => {
    const area = document.createElement("textarea");
    const former = document.activeElement;
    area.value = text;
    area.readOnly = true;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    former?.focus({ preventScroll: true });
    return isDone;
  };

  const copy = async (text, what) => {
    let isDone = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      isDone = copyByHand(text);
    }
    tell(isDone ? `Copied ${what}` : "The browser does not let this page copy: use Download instead");
  };

  const save = (text, name, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(`Saved ${name}`);
  };

  const meant = () =>
    inOrder
      .map((item) => placeOf.get(item))
      .filter((place) => index.keys[place] !== null && (selected.size ? selected.has(place) : passing[place]));
  const counted = (places) => `${places.length} ${places.length === 1 ? "work" : "works"}`;
  const exporting = {
    "copy-bib": (places) => copy(bibtexOf(places), `BibTeX of ${counted(places)}`),
    "copy-csl": (places) => copy(cslOf(places), `CSL-JSON of ${counted(places)}`),
    "save-bib": (places) => save(bibtexOf(places), "selection.bib", "application/x-bibtex"),
    "save-json": (places) => save(cslOf(places), "selection.json", "application/vnd.citationstyles.csl+json"),
  };

  // Selecting.
  const paintSelection = () => {
    byId("export-title").textContent = selected.size ? `${selected.size} selected` : "All shown";
    byId("select-none").hidden = selected.size === 0;
    list.classList.toggle("has-selection", selected.size > 0);
  };

  const select = (place, isOn) => {
    const box = items[place].querySelector("input");
    if (!box) return;
    box.checked = isOn;
    items[place].classList.toggle("selected", isOn);
    if (isOn) selected.add(place);
    else selected.delete(place);
  };

  // What belongs to one work, made when somebody opens it.
  const button = (text, act) => {
    const one = made("button", text);
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  };

  const cite = (place) => {
    const key = index.keys[place];
    const box = document.createElement("div");
    const text = made("pre", bibtexOf([place]));
    text.tabIndex = 0;
    set(text, "role", "region");
    set(text, "aria-label", `BibTeX of ${key}`);
    box.append(
      button("Copy BibTeX", () => copy(bibtexOf([place]), `BibTeX of ${key}`)),
      button("Copy CSL", () => copy(cslOf([place]), `CSL-JSON of ${key}`)),
      button("Copy key", () => copy(key, key)),
      text,
    );
    return box;
  };

  const provenance = (place) => {
    const told = document.createElement("dl");
    for (const [fields, source, others = []] of whence()[place] ?? []) {
      const row = document.createElement("div");
      row.append(made("dt", fields), made("dd", source), ...others.map((other) => made("dd", `not: ${other}`, "other")));
      told.append(row);
    }
    return told;
  };

  const fillings = { cite, whence: provenance };
  const fill = (details) => {
    const make = Object.keys(fillings).find((name) => details.classList.contains(name));
    if (!make || !details.open || details.childElementCount > 1) return;
    details.append(fillings[make](placeOf.get(details.closest(".work"))));
  };

  // Keys.
  const goTo = (item) => {
    item.scrollIntoView({ block: "nearest" });
    item.focus({ preventScroll: true });
  };

  const step = (direction) => {
    const current = document.activeElement?.closest(".work");
    let at = current ? inOrder.indexOf(current) + direction : 0;
    while (inOrder[at] && !passing[placeOf.get(inOrder[at])]) at += current ? direction : 1;
    if (inOrder[at]) goTo(inOrder[at]);
  };

  const focused = () => placeOf.get(document.activeElement?.closest(".work"));

  const onFocused = (act) => () => {
    const place = focused();
    if (place !== undefined && index.keys[place] !== null) act(place);
  };

  const keys = {
    "/": () => {
      query.focus();
      query.select();
    },
    j: () => step(1),
    k: () => step(-1),
    c: onFocused((place) => copy(bibtexOf([place]), `BibTeX of ${index.keys[place]}`)),
    x: onFocused((place) => {
      select(place, !selected.has(place));
      paintSelection();
    }),
    "?": () => byId("help").showModal(),
  };

  const isTyping = (target) => target.closest("input:not([type=checkbox]), select, textarea, dialog");

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape") return escape(event);
    if (!byId("keys-on").checked || isTyping(event.target) || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  };

  const escape = (event) => {
    if (byId("help").open) return;
    if (query.value) query.value = "";
    else if (facets.some((facet) => facet.chosen.size)) facets.forEach((facet) => facet.chosen.clear());
    else return void (event.target === query && query.blur());
    event.preventDefault();
    changed();
  };

  // Themes.
  const themes = ["auto", "light", "dark"];
  const paintTheme = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    byId("theme").textContent = `Theme: ${theme}`;
  };
  const turnTheme = () => {
    const now = document.documentElement.dataset.theme ?? "auto";
    const next = themes[(themes.indexOf(now) + 1) % themes.length];
    paintTheme(next);
    try {
      localStorage.setItem("enrich-theme", next === "auto" ? "" : next);
    } catch {
      // Without storage the choice holds for as long as the page is open.
    }
  };

  // All together.
  facets.forEach(gatherMarks);
  paintTheme(document.documentElement.dataset.theme ?? "auto");
  query.addEventListener("input", changed);
  sort.addEventListener("change", () => {
    arrange();
    changed();
  });
  list.addEventListener("change", (event) => {
    const place = placeOf.get(event.target.closest(".work"));
    if (event.target.matches(".gutter input")) select(place, event.target.checked);
    paintSelection();
  });
  list.addEventListener("toggle", (event) => fill(event.target), true);
  for (const one of all("[data-export]")) {
    one.addEventListener("click", () => exporting[one.dataset.export](meant()));
  }
  byId("select-shown").addEventListener("click", () => {
    items.forEach((_, place) => passing[place] && select(place, true));
    paintSelection();
  });
  byId("select-none").addEventListener("click", () => {
    [...selected].forEach((place) => select(place, false));
    paintSelection();
    byId("select-shown").focus();
  });
  byId("theme").addEventListener("click", turnTheme);
  byId("help-open").addEventListener("click", keys["?"]);
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", restore);
  window.addEventListener("beforeprint", settleAll);
  if (matchMedia("(max-width: 60rem)").matches) byId("panel").open = false;
  restore();
  document.documentElement.dataset.ready = "works";
  gatherAbstracts(0);
})();
