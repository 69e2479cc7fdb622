// The page: follows the world with a long poll, and acts for the chosen person.
import { node, words } from "/static/words.js";

const $ = (id) => document.getElementById(id);
const view = { user: 0, chat: 0, state: null, replyTo: null, poll: null, shown: new Map(), title: document.title };

async function post(path, body) {
  const raw = body instanceof Blob;
  const headers = { "X-Sandbox-Page": "1" };
  if (!raw) headers["Content-Type"] = "application/json";
  const response = await fetch(path, { method: "POST", headers, body: raw ? body : JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || response.statusText);
  return answer;
}

async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(`Không làm được: ${error.message}`);
    return null;
  }
}

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, 4000);
}

// ---------------------------------------------------------------- messages

function fileNode(file) {
  if (!file) return null;
  const href = `/api/file/${encodeURIComponent(file.id)}`;
  if (file.image) return node("img", { src: href, alt: file.name, loading: "lazy" });
  const size = file.size < 1024 ? `${file.size} B` : `${Math.round(file.size / 1024)} KB`;
  return node("a", { class: "file", href, download: file.name }, "📄", node("span", {}, file.name, node("small", {}, size)));
}

function buttonNode(message, button) {
  if (button.url) return node("a", { href: /^https?:/i.test(button.url) ? button.url : "#", target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  const data = button.callback_data;
  if (data === undefined) return node("button", { type: "button", disabled: true }, button.text);
  return node("button", { type: "button", onclick: (event) => press(event.currentTarget, message.id, data) }, button.text);
}

function quoteNode(reply) {
  if (!reply) return null;
  return node("button", { type: "button", class: "quote", onclick: () => show(reply.id) }, node("strong", {}, reply.author), node("span", {}, reply.text));
}

function messageNode(message) {
  if (message.service) return node("div", { class: "service" }, message.service);
  const group = view.state.chat.kind !== "private";
  const bubble = node("div", { class: "bubble" },
    group && !message.mine ? node("div", { class: "author" }, message.author) : null,
    quoteNode(message.reply), fileNode(message.file), words(message, { botUsername: view.state.bot.username, say }));
  bubble.querySelector(".words").append(node("span", { class: "meta" }, `${message.edited ? "đã sửa " : ""}${message.time}`));
  const rows = message.buttons.map((row) => node("div", {}, ...row.map((button) => buttonNode(message, button))));
  return node("div", { class: message.mine ? "message mine" : "message" }, bubble,
    rows.length ? node("div", { class: "buttons" }, ...rows) : null,
    node("button", { type: "button", class: "do-reply", title: "Trả lời / Reply", "aria-label": "Trả lời", onclick: () => replyTo(message) }, "↩"));
}

function emptyNode() {
  const description = view.state.description;
  if (description) return node("div", { class: "empty described" }, node("strong", {}, "Trợ lý này làm được gì?"), description);
  return node("div", { class: "empty" }, "Chưa có tin nhắn nào ở đây.", node("small", { lang: "en" }, "Nothing here yet."));
}

function renderMessages(chat) {
  const box = $("messages");
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  const items = [];
  let day = "";
  for (const message of chat.messages) {
    if (message.day !== day) items.push([`day:${message.day}`, message.day, () => node("div", { class: "day" }, message.day)]);
    day = message.day;
    items.push([`${chat.id}:${message.id}`, JSON.stringify(message), () => messageNode(message)]);
  }
  if (!items.length) items.push(["empty", view.state.description, emptyNode]);
  const shown = new Map();
  for (const [key, content, make] of items) {
    const old = view.shown.get(key);
    shown.set(key, old && old.content === content ? old : { content, element: make() });
  }
  const wanted = [...shown.values()].map((item) => item.element);
  const grew = wanted.length !== box.children.length || wanted.some((element, n) => box.children[n] !== element);
  if (grew) box.replaceChildren(...wanted);
  const fresh = view.shown.size === 0;
  view.shown = shown;
  if (grew && (atEnd || fresh)) box.scrollTop = box.scrollHeight;
}

function show(id) {
  const item = view.shown.get(`${view.chat}:${id}`);
  if (!item) return;
  item.element.scrollIntoView({ block: "center", behavior: "smooth" });
  item.element.classList.add("flash");
  setTimeout(() => item.element.classList.remove("flash"), 1300);
}

// ---------------------------------------------------------------- people, chats, menu, clock

function initials(name) {
  return name.split(/\s+/).slice(-2).map((part) => part[0] || "").join("").toUpperCase();
}

function badge(count) {
  return count ? node("span", { class: "badge" }, count > 99 ? "99+" : String(count)) : null;
}

function personNode(person) {
  const blocked = person.status === "kicked" ? " · đã chặn bot" : "";
  return node("li", {}, node("button", {
    type: "button", class: "person", "aria-current": String(person.id === view.user), title: person.note, onclick: () => choose(person.id, person.id),
  }, node("span", { class: `avatar hue-${person.id % 7}` }, initials(person.name)),
  node("span", { class: "who" }, node("strong", {}, person.name, person.language === "vi" ? null : node("span", { class: "tag" }, person.language)),
    node("span", { class: "note" }, person.note + blocked)), badge(person.unread)));
}

function tabNode(chat) {
  return node("button", { type: "button", role: "tab", "aria-selected": String(chat.id === view.chat), onclick: () => choose(view.user, chat.id) },
    chat.kind === "private" ? chat.title : `👥 ${chat.title}`, badge(chat.unread));
}

function once(element, content, render) {
  const text = JSON.stringify(content);
  if (element.dataset.shown === text) return;
  element.dataset.shown = text;
  render();
}

function renderHead(state) {
  const chat = state.chat;
  $("chat-title").textContent = chat.title;
  $("chat-subtitle").textContent = chat.kind === "private" ? `@${state.bot.username} · bot` : `${chat.members} thành viên`;
  $("chat-avatar").textContent = initials(chat.title);
  const usable = chat.kind === "private" && chat.status === "member";
  $("block").hidden = !usable;
  $("block").textContent = "Chặn bot";
  $("block").title = "Block the bot";
  const closed = chat.kind === "private" && chat.status !== "member";
  $("composer").hidden = closed;
  $("start").hidden = !closed;
  $("start").textContent = chat.status === "" ? "BẮT ĐẦU / START" : "BỎ CHẶN / UNBLOCK";
}

function renderMenu() {
  const typed = $("text").value;
  const filter = /^\/[^\s]*$/.test(typed) ? typed.slice(1).toLowerCase() : "";
  const commands = view.state.menu.filter((entry) => entry.command.startsWith(filter));
  const none = node("p", {}, "Trợ lý chưa đặt lệnh nào. ", node("span", { lang: "en" }, "No commands yet."));
  $("menu").replaceChildren(...(view.state.menu.length ? commands.map(menuNode) : [none]));
}

function menuNode(entry) {
  return node("button", { type: "button", onclick: () => say(`/${entry.command}`) }, node("b", {}, `/${entry.command}`), node("span", {}, entry.description));
}

function openMenu(open) {
  $("menu").hidden = !open;
  if (open) renderMenu();
}

function renderClock(state) {
  $("time").textContent = state.clock.time;
  $("day").textContent = state.clock.day;
  once($("moves"), state.moves, () => $("moves").replaceChildren(...state.moves.map((move) =>
    node("button", { type: "button", onclick: () => moveClock(move.code) }, move.label, move.hint ? node("small", { lang: "en" }, move.hint) : null))));
}

function render(state) {
  view.state = state;
  renderClock(state);
  if (!state.user) return;
  if (state.user !== view.user || state.chat.id !== view.chat) view.shown = new Map();
  view.user = state.user;
  view.chat = state.chat.id;
  once($("people"), [view.user, state.people], () => $("people").replaceChildren(...state.people.map(personNode)));
  once($("tabs"), [view.chat, state.chats], () => $("tabs").replaceChildren(...(state.chats.length > 1 ? state.chats.map(tabNode) : [])));
  renderHead(state);
  renderMessages(state.chat);
  if (!$("menu").hidden) renderMenu();
  const unread = state.people.reduce((sum, person) => sum + person.unread, 0);
  document.title = unread ? `(${unread}) ${view.title}` : view.title;
}

// ---------------------------------------------------------------- acting

function choose(user, chat) {
  location.hash = `${user}/${chat}`;
}

function replyTo(message) {
  view.replyTo = message ? message.id : null;
  $("reply").hidden = !message;
  if (!message) return;
  $("reply-author").textContent = message.author;
  $("reply-text").textContent = message.text.replace(/\s+/g, " ") || "📎";
  $("text").focus();
}

async function say(text) {
  const body = { user: view.user, chat: view.chat, text, reply_to: view.replyTo };
  replyTo(null);
  openMenu(false);
  const sent = await attempt(() => post("/api/say", body));
  $("messages").scrollTop = $("messages").scrollHeight;
  return sent !== null;
}

async function press(button, message, data) {
  button.disabled = true;
  const answer = await attempt(() => post("/api/press", { user: view.user, chat: view.chat, message, data }));
  button.disabled = false;
  if (!answer || !answer.text) return;
  if (!answer.show_alert) { toast(answer.text); return; }
  $("alert-text").textContent = answer.text;
  $("alert").showModal();
}

async function moveClock(code) {
  const buttons = [...$("moves").querySelectorAll("button")];
  buttons.forEach((button) => { button.disabled = true; });
  document.querySelector(".clock").classList.add("busy");
  await attempt(() => post("/api/clock", { code }));
  document.querySelector(".clock").classList.remove("busy");
  buttons.forEach((button) => { button.disabled = false; });
}

async function submit() {
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  grow();
  if (!await say(text)) { $("text").value = text; grow(); }
}

function grow() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

// ---------------------------------------------------------------- following the world

async function follow() {
  let after = -1;
  for (;;) {
    view.poll = new AbortController();
    const [user, chat] = location.hash.slice(1).split("/").map(Number);
    try {
      const query = new URLSearchParams({ user: user || 0, chat: chat || 0, after });
      const response = await fetch(`/api/state?${query}`, { signal: view.poll.signal });
      const state = await response.json();
      after = state.revision;
      render(state);
      await new Promise((done) => { setTimeout(done, 120); });
    } catch (error) {
      after = -1;
      if (error.name !== "AbortError") await new Promise((done) => { setTimeout(done, 1500); });
    }
  }
}

addEventListener("hashchange", () => { replyTo(null); openMenu(false); view.poll.abort(); });
$("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  if (event.key === "Escape") { replyTo(null); openMenu(false); }
});
$("text").addEventListener("input", () => { grow(); openMenu(/^\/[^\s]*$/.test($("text").value)); });
$("menu-button").addEventListener("click", () => openMenu($("menu").hidden));
$("reply-close").addEventListener("click", () => replyTo(null));
$("block").addEventListener("click", () => attempt(() => post("/api/block", { user: view.user, blocked: true })));
$("start").addEventListener("click", () => {
  if (view.state.chat.status === "") say("/start");
  else attempt(() => post("/api/block", { user: view.user, blocked: false }));
});
$("attach").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  event.target.value = "";
  const query = file && new URLSearchParams({ user: view.user, chat: view.chat, name: file.name });
  if (file) await attempt(() => post(`/api/attach?${query}`, file));
});
follow();
