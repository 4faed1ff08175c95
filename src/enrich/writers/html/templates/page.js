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
  // The parts of a bar above its foot: works of which only a preprint is there, and what is missed.
  const partOf = new Uint8Array(items.length);
  [index.preprints, index.missed].forEach((places, at) => places.forEach((place) => (partOf[place] = at + 1)));
  const words = [...index.words];
  const facets = index.facets.map((facet) => ({
    ...facet,
    chosen: new Set(),
    counts: new Uint32Array(facet.values.length),
    parts: [1, 2].map(() => new Uint32Array(facet.values.length)),
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
      .replace(/(?![\0-\x7f])[\p{L}\p{N}]/gu, spelled)
      .toLowerCase()
      .replace(/[^a-z0-9\ufffd]+/g, " ")
      .trim();

  // What is pasted may be an address, or name a version: a work is found by what stays of them.
  const HOST = /^[<(]*(?:https?:\/\/)?(?:(?:dx\.|www\.)?doi\.org|(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html))\//i;
  const PAPER = /^(?:arxiv:|10\.48550\/arxiv\.)?(?:(\d{4}\.\d{4,5})|([a-z-]+)(?:\.[a-z]{2})?\/(\d{7}))(?:v\d+)?(?:\.pdf)?\W*$/i;
  const IDENTIFIER = /^(?:doi:)?(10\.\d{4,}\/.*)/i;
  const named = (told) => {
    const name = HOST.test(told) ? decoded(told.replace(HOST, "").split(/[?#]/)[0]) : told;
    const [, recent, archive, number] = PAPER.exec(name) ?? [];
    return recent ?? (number ? `${archive} ${number}` : IDENTIFIER.exec(name)?.[1]);
  };

  // Words may stand anywhere in a work; those between quotes, and those of an identifier, together.
  const sought = (text) =>
    (text.match(/["\u201c-\u201f][^"\u201c-\u201f]*["\u201c-\u201f]?|[^\s"\u201c-\u201f]+/g) ?? [])
      .flatMap((told) => (/^["\u201c-\u201f]/.test(told) ? fold(named(told.slice(1)) ?? told) : wordsOf(told)))
      .filter(Boolean)
      .map((words) => ` ${words}`);
  const wordsOf = (told) => {
    const name = named(told);
    return name ? fold(name) : fold(told).split(" ");
  };

  const paragraphs = (place) =>
    all(".abstract p", items[place]).map((one) => one.textContent);

  // Abstracts are in the document already; their words are gathered while nobody waits, and in
  // larger portions as soon as somebody searches.
  const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  let gathered = 0;
  const isGathered = () => gathered === items.length;

  const gather = (isEnough) => {
    if (isGathered()) return;
    while (!isGathered() && !isEnough()) {
      const told = paragraphs(gathered).join(" ");
      if (told) words[gathered] += ` ${fold(told)}`;
      gathered += 1;
    }
    if (!isGathered()) return;
    document.documentElement.dataset.ready = "all";
    if (query.value) show();
  };

  const gatherSlice = () => {
    const end = performance.now() + (query.value ? 25 : 8);
    gather(() => performance.now() > end);
    if (!isGathered()) gatherLater();
    else document.documentElement.dataset.ready = "all";
  };
  const gatherLater = () => (query.value ? setTimeout(gatherSlice) : whenIdle(gatherSlice, { timeout: 100 }));

  // Before anything is done with what is found, all of it has to be.
  const gatherAll = () => query.value && gather(() => false);

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
      if (facet.isStacked && partOf[place]) facet.parts[partOf[place] - 1][value] += 1;
    }
  };

  const sift = (wanted) => {
    const active = facets.filter((facet) => facet.chosen.size);
    for (const facet of facets) {
      facet.counts.fill(0);
      facet.parts.forEach((part) => part.fill(0));
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

  const outOf = (some, whole) => `${some === whole ? "" : `${some} of `}${whole} ${whole === 1 ? "work" : "works"}`;
  const besides = (wanted) => {
    if (!query.value.trim()) return "";
    if (!wanted.length) return ": the search has no letter and no digit";
    return isGathered() ? "" : " so far, searching the abstracts \u2026";
  };

  const show = () => {
    const wanted = sought(query.value);
    unfold(sift(wanted));
    byId("shown").textContent = outOf(shown, items.length) + besides(wanted);
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
      else stack(mark, share, ...facet.parts.map((part) => (left ? (share * sum(mark.values, part)) / left : 0)));
    }
  };

  const stack = (mark, share, early, lost) => {
    set(mark.left, "y", 100 - share + lost + early);
    set(mark.left, "height", share - lost - early);
    set(mark.early, "y", 100 - share + lost);
    set(mark.early, "height", early);
    set(mark.lost, "y", 100 - share);
    set(mark.lost, "height", lost);
  };

  const gatherMarks = (facet) => {
    const section = document.querySelector(`[data-facet="${facet.name}"]`);
    if (!section) return;
    facet.isStacked = section.querySelector(".legend") !== null;
    facet.marks = all(".mark", section).map((button) => {
      const whole = button.querySelector(".all");
      const early = button.querySelector(".early");
      const tally = button.querySelector(".count");
      const lost = button.querySelector(".lost");
      // Without this script they would do nothing.
      button.disabled = button.classList.contains("is-void");
      return {
        button,
        tally,
        values: button.dataset.values.split(" ").filter(Boolean).map(Number),
        whole: Number(tally.textContent),
        share: Number(whole.getAttribute(early ? "height" : "width")),
        left: button.querySelector(".left"),
        early,
        lost,
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
      const told = input.value.trim();
      if (!told) return;
      const found = fitting(facet, told);
      if (!found) return;
      found.forEach((place) => facet.chosen.add(place));
      input.value = "";
      changed();
    });
  };

  // Which values are meant: the one that is written so, those that sound so, or the only one with such words.
  const fitting = (facet, told) => {
    if (facet.places.has(told)) return [facet.places.get(told)];
    facet.folded ??= facet.values.map((value) => ` ${fold(value)} `);
    const like = (fits) => facet.folded.flatMap((value, place) => (fits(value) ? [place] : []));
    const wanted = fold(told);
    const same = wanted ? like((value) => value === ` ${wanted} `) : [];
    if (same.length) return same;
    const near = wanted ? like((value) => wanted.split(" ").every((word) => value.includes(` ${word}`))) : [];
    if (near.length === 1) return near;
    tell(near.length ? `${near.length} fit \u201c${told}\u201d: write more, or pick one` : `No ${facet.name} here is \u201c${told}\u201d`);
    return undefined;
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
    // A place of the page, as the links past the filters lead to, says nothing of what to show.
    if (target && byId(target)) return changed();
    const told = new URLSearchParams(location.hash.slice(1));
    query.value = told.get("q") ?? "";
    for (const facet of facets) {
      facet.chosen = new Set(
        told.getAll(facet.name).map((value) => facet.places.get(value)).filter((place) => place !== undefined),
      );
    }
    const order = told.get("sort") ?? "newest";
    const former = sort.value;
    sort.value = order === "newest" || Object.hasOwn(index.orders, order) ? order : "newest";
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
    if (!passing[placeOf.get(item)]) {
      clearFilters();
      tell("Search and filters were cleared to show this work");
    }
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
      const { custom, abstract: told, ...rest } = citations()[place][1];
      const abstract = told ?? paragraphs(place).join("\n\n");
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

  const isMeant = (place) => index.keys[place] !== null && (selected.size ? selected.has(place) : passing[place] === 1);
  const meant = () => {
    gatherAll();
    return inOrder.map((item) => placeOf.get(item)).filter(isMeant);
  };
  const NOTHING = "no work that is shown has an entry";
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
    const citable = index.keys.filter((key) => key !== null).length;
    byId("on-paper").textContent = outOf(items.filter((_, place) => isMeant(place)).length, citable);
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
    if (event.target.matches("[data-another]")) {
      if (!event.target.value) event.target.blur();
      event.target.value = "";
      return;
    }
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
    keep("enrich-theme", next === "auto" ? "" : next);
  };

  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Without storage the choice holds for as long as the page is open.
    }
  };
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
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
    one.addEventListener("click", () => {
      const places = meant();
      if (places.length) exporting[one.dataset.export](places);
      else tell(`Nothing to export: ${NOTHING}`);
    });
  }
  byId("select-shown").addEventListener("click", () => {
    gatherAll();
    const places = items.map((_, place) => place).filter((place) => passing[place] && index.keys[place] !== null);
    places.forEach((place) => select(place, true));
    paintSelection();
    if (!places.length) tell(`Nothing to select: ${NOTHING}`);
  });
  byId("select-none").addEventListener("click", () => {
    [...selected].forEach((place) => select(place, false));
    paintSelection();
    byId("select-shown").focus();
  });
  byId("theme").addEventListener("click", turnTheme);
  byId("help-open").addEventListener("click", keys["?"]);
  byId("keys-on").checked = kept("enrich-keys") !== "off";
  byId("keys-on").addEventListener("change", (event) => keep("enrich-keys", event.target.checked ? "" : "off"));
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", restore);
  window.addEventListener("beforeprint", () => {
    gatherAll();
    settleAll();
  });
  // Who comes back finds the boxes ticked by the browser: what is ticked is selected.
  window.addEventListener("pageshow", () => {
    for (const box of all(".gutter :checked", list)) select(placeOf.get(box.closest(".work")), true);
    paintSelection();
  });
  if (matchMedia("(max-width: 60rem)").matches) byId("panel").open = false;
  restore();
  document.documentElement.dataset.ready = "works";
  gatherSlice();
})();
