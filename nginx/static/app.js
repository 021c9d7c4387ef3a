// What the browser adds to pages that work without it: keys, the palette, confirmation, copying, selection.
// No inline code, no eval, no HTML from strings: it runs under a strict content security policy with trusted types.
'use strict';
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const announcer = () => one('#announce');
  const announce = (text) => { if (announcer()) announcer().textContent = text; };

  // ---- rows: j and k walk, x selects, Enter follows the focused link ----

  const rows = () => all('[data-row]').filter((row) => row.offsetParent !== null);
  let at = -1;

  function walk(step) {
    const list = rows();
    if (list.length === 0) return;
    if (at < 0) at = list.findIndex((row) => row.classList.contains('current'));
    const focused = list.findIndex((row) => row.contains(document.activeElement));
    at = Math.min(list.length - 1, Math.max(0, (focused >= 0 ? focused : at) + step));
    list.forEach((row, i) => row.classList.toggle('at', i === at));
    const target = one('a', list[at]) ?? one('button, input', list[at]) ?? list[at];
    target.focus({ preventScroll: true });
    list[at].scrollIntoView({ block: 'nearest' });
  }

  function tick() {
    const row = rows().find((candidate) => candidate.contains(document.activeElement));
    const box = row && one('input[data-select]', row);
    if (box && !box.disabled) box.click();
  }

  // ---- selection: the bulk verbs appear with it ----

  function selection(form) {
    const boxes = all('input[data-select]', form);
    const chosen = boxes.filter((box) => box.checked).length;
    const bar = one('[data-bulk]', form);
    if (!bar) return;
    bar.hidden = chosen === 0;
    const count = one('[data-bulk-count]', bar);
    if (count) count.textContent = `${chosen} ${announcer()?.dataset.selected ?? ''}`;
    const every = one('input[data-select-all]', form);
    if (every) {
      every.checked = chosen > 0 && chosen === boxes.length;
      every.indeterminate = chosen > 0 && chosen < boxes.length;
    }
  }

  document.addEventListener('change', (event) => {
    const box = event.target;
    const form = box.closest?.('form');
    if (!form) return;
    if (box.matches('input[data-select-all]')) {
      all('input[data-select]:not(:disabled)', form).forEach((other) => { other.checked = box.checked; });
    }
    if (box.matches('input[data-select], input[data-select-all]')) selection(form);
    if (box.matches('select[data-submit]')) form.requestSubmit();
  });

  // ---- confirmation: <button data-confirm="sentence" data-confirm-yes="verb"> ----

  function confirmed(button) {
    const dialog = one('#confirm');
    if (!dialog || button.dataset.confirmed === 'yes') return true;
    one('p', dialog).textContent = button.dataset.confirm;
    const yes = one('button[value="yes"]', dialog);
    yes.textContent = button.dataset.confirmYes ?? button.textContent.trim();
    const finish = (event) => {
      const answer = event.target.closest('button');
      if (!answer) return;
      dialog.removeEventListener('click', finish);
      dialog.close();
      if (answer.value !== 'yes') { button.focus(); return; }
      button.dataset.confirmed = 'yes';
      button.form.requestSubmit(button);
      delete button.dataset.confirmed;
    };
    dialog.addEventListener('click', finish);
    dialog.addEventListener('close', () => dialog.removeEventListener('click', finish), { once: true });
    dialog.showModal();
    one('button[value="no"]', dialog).focus();
    return false;
  }

  // A form that is being sent is not sent twice by an impatient click.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const button = event.submitter;
    if (button?.dataset.confirm && !confirmed(button)) {
      event.preventDefault();
      return;
    }
    if (form.method !== 'post') return;
    if (form.dataset.sending === 'yes') event.preventDefault();
    form.dataset.sending = 'yes';
    setTimeout(() => { delete form.dataset.sending; }, 4000);
  });

  window.addEventListener('pageshow', () => all('form[data-sending]').forEach((form) => { delete form.dataset.sending; }));

  // ---- copying: <button data-copy="text"> ----

  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[data-copy]');
    if (!button || !navigator.clipboard) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    announce(announcer()?.dataset.copied ?? '');
    button.classList.add('copied');
    setTimeout(() => button.classList.remove('copied'), 1500);
  });

  // ---- the palette: the places that the server linked to, and searches ----

  const palette = one('#palette');
  let options = [];
  let chosen = 0;

  function places(words) {
    const seen = new Set();
    const links = all('#sidebar a, .menu-list a, main .tabs a, main td.name a').filter((link) => {
      const text = link.textContent.trim().toLowerCase();
      const fresh = !seen.has(link.href) && words.every((word) => text.includes(word));
      if (fresh) seen.add(link.href);
      return fresh;
    });
    return links.map((link) => ({ text: one('span', link)?.textContent ?? link.textContent.trim(), href: link.href }));
  }

  function searches(query) {
    const form = one('form.search');
    if (!form || query === '') return [];
    const base = form.action.replace(/findings$/, '');
    return [['findings', palette.dataset.findFindings], ['inventory', palette.dataset.findInventory]]
      .map(([list, text]) => ({ text: `${text}: ${query}`, href: `${base}${list}?q=${encodeURIComponent(query)}` }));
  }

  function choose(index) {
    const items = all('[role="option"]', palette);
    if (items.length === 0) return;
    chosen = (index + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    items[chosen].scrollIntoView({ block: 'nearest' });
    one('input', palette).setAttribute('aria-activedescendant', items[chosen].id);
  }

  function fill() {
    const query = one('input', palette).value.trim();
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    options = [...places(words).slice(0, 12), ...searches(query)];
    const items = options.map((option, i) => {
      const item = document.createElement('li');
      item.id = `palette-${i}`;
      item.setAttribute('role', 'option');
      item.textContent = option.text;
      item.addEventListener('click', () => location.assign(option.href));
      return item;
    });
    if (items.length === 0) {
      const none = document.createElement('li');
      none.textContent = palette.dataset.none;
      items.push(none);
    }
    one('ul', palette).replaceChildren(...items);
    choose(0);
  }

  function openPalette() {
    if (!palette || palette.open) return;
    one('input', palette).value = '';
    fill();
    palette.showModal();
  }

  if (palette) {
    const input = one('input', palette);
    input.addEventListener('input', fill);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') choose(chosen + 1);
      else if (event.key === 'ArrowUp') choose(chosen - 1);
      else if (event.key === 'Enter' && options[chosen]) location.assign(options[chosen].href);
      else return;
      event.preventDefault();
    });
    palette.addEventListener('click', (event) => { if (event.target === palette) palette.close(); });
    all('[data-palette-hint]').forEach((hint) => { hint.hidden = false; });
  }

  // ---- single keys, which a reader can switch off (WCAG 2.1.4) ----

  const KEYS = 'tenantpilot.keys';
  const keysBox = one('#keys-on');
  const keysOn = () => { try { return localStorage.getItem(KEYS) !== 'off'; } catch { return true; } };
  if (keysBox) {
    keysBox.closest('[hidden]')?.removeAttribute('hidden');
    keysBox.checked = keysOn();
    keysBox.addEventListener('change', () => {
      try { localStorage.setItem(KEYS, keysBox.checked ? 'on' : 'off'); } catch { /* private mode: for this page alone */ }
      hint();
    });
  }

  const typing = (target) => target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select, dialog, [contenteditable]');
  let going = 0;

  function go(key) {
    const link = all('[data-go]').find((candidate) => candidate.dataset.go === key);
    if (link) location.assign(link.href);
  }

  // A verb of the page: a button is pressed, a folded form opened with its first field ready.
  function verb(key) {
    const target = all('[data-key]').find((candidate) => candidate.dataset.key === key && candidate.offsetParent !== null);
    target?.click();
    if (target?.matches('summary') && target.parentElement.open) one('input:not([type="hidden"]), select, textarea', target.parentElement)?.focus();
    return target !== undefined;
  }

  // Beside each verb its key, as long as single keys are switched on.
  function hint() {
    all('[data-key]').forEach((target) => {
      one('kbd', target)?.remove();
      target.removeAttribute('aria-keyshortcuts');
      if (!keysOn()) return;
      const key = document.createElement('kbd');
      key.textContent = target.dataset.key;
      key.setAttribute('aria-hidden', 'true');
      target.setAttribute('aria-keyshortcuts', target.dataset.key);
      target.append(key);
    });
  }

  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    x: tick,
    '/': () => one('#search, main input[type="search"]')?.focus(),
    '?': () => one('[popovertarget="help"]')?.click(),
    g: () => { going = Date.now(); },
  };

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && palette) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !keysOn()) return;
    if (Date.now() - going < 1500) {
      going = 0;
      go(event.key);
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    } else if (verb(event.key)) {
      event.preventDefault();
    }
  });

  // ---- on arrival ----

  // A link to a folded section opens it.
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let box = target && target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  }
  window.addEventListener('hashchange', unfold);
  unfold();
  all('form').forEach(selection);
  hint();
  // After a decision the next entry is selected; from it the keys go on.
  if (new URLSearchParams(location.search).has('decided')) one('.queue-list .current a')?.focus({ preventScroll: true });
  one('.form-errors')?.focus();
})();
