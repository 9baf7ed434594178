// What can be measured on a page as it stands: run inside it, answers a list of complaints in words.
(() => {
  const CONTROLS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const UNSEEN = ".skip, noscript, [hidden], title, desc";
  const tooSmall = 24;

  const nameOf = (node) => {
    const text = (node.getAttribute("aria-label") || node.innerText || node.value || "").trim().slice(0, 30);
    return `${node.localName}${node.className && typeof node.className === "string" ? "." + node.className.trim().replace(/ +/g, ".") : ""} “${text}”`;
  };
  const isShown = (node) => {
    if (node.closest(UNSEEN) || !node.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true })) return false;
    for (let one = node; one !== null; one = one.parentElement) if (getComputedStyle(one).clipPath === "inset(50%)") return false;
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(isShown);

  // --- colours, in whatever notation, by painting one dot
  const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const painted = new Map();
  const rgb = (colour) => {
    if (!painted.has(colour)) {
      dot.clearRect(0, 0, 1, 1);
      dot.fillStyle = colour;
      dot.fillRect(0, 0, 1, 1);
      painted.set(colour, [...dot.getImageData(0, 0, 1, 1).data]);
    }
    return painted.get(colour);
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one, two) => {
    const [dark, bright] = [light(one), light(two)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3] > 200) return colour;
    }
    return [255, 255, 255, 255];
  };

  // --- all that a verdict on colours hangs on: words, what shows through behind them, and the words around
  const kind = (node) => `${node.localName}.${node.getAttribute("class") ?? ""}`;
  const layers = (node) => {
    const found = [];
    let isCovered = false;
    for (let one = node; one !== null; one = one.parentElement) {
      const { backgroundColor, backgroundImage, filter, mixBlendMode, opacity, position } = getComputedStyle(one);
      if (!isCovered) found.push(backgroundColor, backgroundImage);
      isCovered ||= rgb(backgroundColor)[3] === 255;
      found.push(...[filter, mixBlendMode, opacity].filter((each) => !["none", "normal", "1"].includes(each)));
      if (!["static", "relative"].includes(position)) found.push(kind(one), kind(one.parentElement)); // may lie over anything
    }
    return found;
  };
  const hasWords = (node) => node.matches("input, select, textarea") || [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== "");
  function colours() {
    const found = new Set();
    for (const node of document.querySelectorAll("body *")) {
      if (node.matches("script, style, noscript, template") || !hasWords(node)) continue;
      const { color, fontSize, fontWeight, textShadow, textDecorationLine, borderBottom } = getComputedStyle(node);
      const around = getComputedStyle(node.parentElement);
      const link = node.localName === "a" ? [textDecorationLine, borderBottom, around.color, around.fontWeight, around.fontSize] : [];
      found.add([color, fontSize, fontWeight, textShadow, ...layers(node), "|", ...link].join(" "));
    }
    return [...found];
  }

  // --- where words stand: one box a line, without the air above and below the letters; as much of it as shows
  const windows = (node) => {
    const found = [];
    for (let one = node; one !== null; one = one.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (overflowX !== "visible" || overflowY !== "visible") found.push(one.getBoundingClientRect());
    }
    return found;
  };
  const lines = (node) => {
    const boxes = [];
    const frames = windows(node);
    const within = (name, value, choose) => choose(value, ...frames.map((frame) => frame[name]));
    for (const child of node.childNodes) {
      if (child.nodeType !== Node.TEXT_NODE || child.data.trim() === "") continue;
      const range = document.createRange();
      range.selectNodeContents(child);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const air = (bottom - top) * 0.25;
        const box = { left: within("left", left, Math.max), right: within("right", right, Math.min), top: within("top", top + air, Math.max), bottom: within("bottom", bottom - air, Math.min) };
        if (box.right - box.left > 1 && box.bottom > box.top) boxes.push(box);
      }
    }
    return boxes;
  };
  const solid = () => {
    const found = [];
    for (const node of document.querySelectorAll("body *")) {
      if (node.closest("svg, .clock") || !isShown(node)) continue;
      if (node.matches("input, select, textarea, button, a.button, summary.button")) found.push({ node, boxes: [node.getBoundingClientRect()] });
      else {
        const boxes = lines(node);
        if (boxes.length) found.push({ node, boxes });
      }
    }
    return found;
  };
  const meet = (one, two) => Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2 && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;

  function overlaps() {
    const all = solid();
    const complaints = [];
    for (const [index, one] of all.entries()) {
      for (const two of all.slice(index + 1)) {
        if (one.node.contains(two.node) || two.node.contains(one.node)) continue;
        if (one.boxes.some((a) => two.boxes.some((b) => meet(a, b)))) complaints.push(`${nameOf(one.node)} lies over ${nameOf(two.node)}`);
      }
    }
    return complaints.slice(0, 5);
  }

  function scrolls() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((node) => {
      const { left, right } = node.getBoundingClientRect();
      return isShown(node) && (right > clientWidth + 1 || left < -1) && !node.closest("svg, pre");
    });
    return [`scrolls sideways by ${scrollWidth - clientWidth}: ${wide.slice(-3).map(nameOf).join(", ")}`];
  }

  function cuts() {
    const cut = shown("main *, header *, footer *").filter((node) => {
      if (node.matches("input, textarea, select, svg *") || node.closest("svg")) return false;
      const { overflowX, textOverflow } = getComputedStyle(node);
      return ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis" && node.scrollWidth > node.clientWidth + 1;
    });
    return cut.map((node) => `cut off: ${nameOf(node)}`);
  }

  function targets() {
    const complaints = [];
    for (const node of shown(CONTROLS)) {
      if (node.matches(".notes *")) continue;
      const style = getComputedStyle(node);
      const inSentence = node.matches("a") && style.display === "inline" && node.parentElement.innerText.trim() !== node.innerText.trim();
      if (inSentence) continue;
      const boxes = [node, ...(node.labels ?? [])].map((one) => one.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      if (width < tooSmall - 0.1 || height < tooSmall - 0.1) complaints.push(`too small to hit, ${Math.round(width)} × ${Math.round(height)}: ${nameOf(node)}`);
    }
    return complaints;
  }

  function basics() {
    const complaints = [];
    const root = document.documentElement;
    const h1s = [...document.querySelectorAll("h1")].filter((node) => node.checkVisibility() && node.innerText.trim() !== "");
    if (h1s.length !== 1) complaints.push(`${h1s.length} headings of the first level`);
    if (!/^[a-z]{2,3}(-\w+)*$/.test(root.lang)) complaints.push("no language");
    if (!/^\S.* · Fermata$/.test(document.title)) complaints.push(`a title like “${document.title}”`);
    if (document.querySelectorAll("main").length !== 1) complaints.push("not one main part");
    const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    if (twice.length) complaints.push(`the same id twice: ${twice}`);
    const lost = [...document.querySelectorAll("[aria-describedby], [aria-labelledby]")].flatMap((node) =>
      `${node.getAttribute("aria-describedby") ?? ""} ${node.getAttribute("aria-labelledby") ?? ""}`.split(" ").filter((id) => id !== "" && !document.getElementById(id)));
    if (lost.length) complaints.push(`described by what is not there: ${lost}`);
    return complaints;
  }

  /** After a key was pressed, so that the browser shows where focus is. */
  function focus() {
    const before = document.activeElement;
    const complaints = [];
    for (const node of shown(CONTROLS)) {
      if (node.disabled) continue;
      node.blur();
      const still = getComputedStyle(node);
      const was = `${still.outlineStyle} ${still.outlineWidth} ${still.outlineColor}`;
      node.focus({ preventScroll: true });
      if (document.activeElement !== node) {
        complaints.push(`takes no focus: ${nameOf(node)}`);
        continue;
      }
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
      const colour = rgb(outlineColor);
      const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && colour[3] > 200;
      if (!isSeen || was === `${outlineStyle} ${outlineWidth} ${outlineColor}`) complaints.push(`focus cannot be seen: ${nameOf(node)}`);
      else if (contrast(colour, ground(node.parentElement)) < 3) complaints.push(`focus is pale: ${nameOf(node)}`);
    }
    before instanceof HTMLElement && before !== document.body ? before.focus({ preventScroll: true }) : document.activeElement?.blur();
    return complaints;
  }

  /** With less motion asked for, nothing moves. */
  function motion() {
    const moving = document.getAnimations().map((one) => `moves: ${one.effect?.target ? nameOf(one.effect.target) : "something"}`);
    for (const node of document.querySelectorAll("body *")) {
      for (const part of [null, "::before", "::after"]) {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(node, part);
        const isSlow = transitionDuration.split(",").some((one) => parseFloat(one) > 0);
        if (animationName !== "none" || isSlow || scrollBehavior === "smooth") moving.push(`would move: ${nameOf(node)}${part ?? ""}`);
      }
    }
    return moving.slice(0, 5);
  }

  /** The pattern page shows its parts at twice their size; four times is nobody's wish. */
  const hideWhatIsTwiceAlready = (isHidden) => document.querySelectorAll(".patterns.twice").forEach((one) => (one.hidden = isHidden));

  const layout = () => [...scrolls(), ...cuts(), ...overlaps()];
  globalThis.look = { basics, colours, focus, hideWhatIsTwiceAlready, layout, motion, targets };
})();
