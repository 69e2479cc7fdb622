// Text with Telegram's entities as DOM nodes. What people wrote becomes text nodes, never HTML.
// Offsets count UTF-16 code units, and so do JavaScript's strings.

export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function link(url, owner) {
  const start = startCode(url, owner.botUsername);
  const press = (event) => { event.preventDefault(); owner.say(`/start ${start}`.trim()); };
  if (start !== null) return node("a", { href: "#", onclick: press });
  const safe = /^https?:\/\//i.test(url);
  return safe ? node("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }) : node("span");
}

function startCode(url, botUsername) {
  const found = /^https?:\/\/t\.me\/([A-Za-z0-9_]+)\/?(?:\?start=([A-Za-z0-9_-]*))?$/.exec(url);
  return found && found[1] === botUsername ? found[2] || "" : null;
}

function entityNode(entity, text, owner) {
  const tags = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };
  switch (entity.type) {
    case "text_link": return link(entity.url, owner);
    case "url": return link(text, owner);
    case "bot_command": return node("button", { type: "button", class: "command", onclick: () => owner.say(text) });
    case "spoiler": return node("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("shown") });
    case "expandable_blockquote":
      return node("blockquote", { class: "folded", onclick: (event) => event.currentTarget.classList.toggle("folded") });
    default: return node(tags[entity.type] || "span");
  }
}

// Quotes and code blocks break the line themselves: one line break on either side belongs to them.
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

function fill(parent, text, from, to, entities, owner) {
  let at = from;
  const rest = [...entities];
  while (rest.length) {
    const entity = rest.shift();
    if (entity.offset < at || entity.offset >= to) continue;
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    while (rest.length && rest[0].offset < end) inner.push(rest.shift());
    const block = BLOCKS.has(entity.type);
    const before = text.slice(at, entity.offset);
    const made = entityNode(entity, text.slice(entity.offset, end), owner);
    fill(made, text, entity.offset, end, inner, owner);
    parent.append(block ? before.replace(/\n$/, "") : before, made);
    at = block && text[end] === "\n" && end < to ? end + 1 : end;
  }
  parent.append(text.slice(at, to));
}

// `owner` has botUsername and say(text), for links and commands that can be pressed.
export function words(message, owner) {
  const made = node("div", { class: "words" });
  const sorted = [...message.entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(made, message.text, 0, message.text.length, sorted, owner);
  return made;
}
