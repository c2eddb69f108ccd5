// What the page gains with JavaScript: filters, times in the reader's zone, copying. Without it everything is there too,
// unfiltered. The page asks no server: all it knows stands in its attributes. Texts of the list go in as textContent only.
(() => {
  'use strict';

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const list = (text) => (text || '').split(' ').filter(Boolean);
  const setText = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };

  const words = JSON.parse(byId('words')?.textContent || '{}');
  // A function as replacement, as a `$` in a title would mean something in a text.
  const say = (key, values = {}) => (words[key] || '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const count = (key, n) => say(n === 1 ? `${key}_one` : `${key}_other`, { n });

  // --- Ended since the page was made: into the past. ---

  const past = byId('past');

  const pastSections = new Map(past ? all('section.month', past).map((section) => [section.dataset.month, section]) : []);

  // The section of a month in the past, where the newest is first; a copy of the one that the card comes from if there is
  // none yet.
  const pastSection = (from) => {
    const { month } = from.dataset;
    if (pastSections.has(month)) return pastSections.get(month);
    const section = from.cloneNode(false);
    for (const part of all(':scope > h3, :scope > .cards', from)) section.append(part.cloneNode(part.localName === 'h3'));
    // No two elements may share an id.
    section.removeAttribute('aria-labelledby');
    for (const element of [section, ...section.children]) element.removeAttribute('id');
    const earlier = [...pastSections.keys()].filter((other) => other < month).sort().pop();
    if (earlier) pastSections.get(earlier).before(section);
    else past.append(section);
    pastSections.set(month, section);
    return section;
  };

  const isOver = (instant) => Date.parse(instant) <= Date.now();
  const ended = past ? all('#coming .conference').filter((card) => isOver(card.dataset.over)) : [];
  for (const card of ended) {
    const section = pastSection(card.closest('section.month'));
    const later = section.querySelector('.conference');
    if (later) later.before(card);
    else (section.querySelector('.cards') || section).append(card);
  }
  if (ended.length) past.hidden = false;

  // --- Filters. Everything is read from the page once; a filter then touches only what it changes. ---

  const form = byId('filters');
  const yearCounts = all('#strip .count');
  const names = ['region', 'country', 'tag', 'month', 'online'];
  // What one types finds what is written with accents, and the other way round.
  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');

  const pictures = new Map();
  for (const picture of all('.mark[data-id], .bar[data-id]')) {
    const id = `c-${picture.dataset.id}`;
    pictures.set(id, [...(pictures.get(id) || []), picture]);
  }
  const sections = new Map(all('section.month').map((section) => [section, { section, shown: 0 }]));
  // The regions of a country are the same on every card, so the menu of countries says them.
  const regions = new Map(all('select[name="country"] option').map(({ value, dataset }) => [value, dataset.regions]));
  const cards = all('.conference').map((element) => {
    const data = element.dataset;
    const region = list(data.country).map((country) => regions.get(country) || '').join(' ');
    const values = { region, country: data.country, tag: data.tags, month: data.months };
    const keys = Object.entries(values).flatMap(([name, text]) => list(text).map((value) => `${name}=${value}`));
    if ('online' in data) keys.push('online=only');
    const section = sections.get(element.closest('section.month'));
    if (section) section.shown += 1;
    return {
      element,
      keys: new Set(keys),
      search: fold(data.search || ''),
      pictures: pictures.get(element.id) || [],
      section,
      isPast: Boolean(past?.contains(element)),
      isDated: !element.querySelector('.undated'),
      shown: true,
    };
  });
  const feeds = all('.feed[data-filter]').map((element) => ({
    element,
    title: element.dataset.title || '',
    events: Number(element.dataset.events) || 0,
    keys: [...new URLSearchParams(element.dataset.filter)].map(([name, value]) => `${name}=${value}`),
  }));

  const chosen = () => {
    const values = {};
    for (const name of names) {
      const field = form.elements[name];
      values[name] = !field || (field.type === 'checkbox' && !field.checked) ? '' : field.value;
    }
    values.q = form.elements.q?.value.trim() || '';
    return values;
  };

  // What the address says goes into the form. What it says and the form does not offer counts as nothing chosen.
  const fill = (query) => {
    for (const name of names) {
      const field = form.elements[name];
      const value = query.get(name) || '';
      if (!field) continue;
      if (field.type === 'checkbox') {
        field.checked = value === field.value;
      } else {
        field.value = value;
        if (field.selectedIndex < 0) field.selectedIndex = 0;
      }
    }
    const typed = form.elements.q;
    // Not while it says the same: that would move the caret.
    if (typed && typed.value.trim() !== (query.get('q') || '')) typed.value = query.get('q') || '';
  };

  let unfolded = false;
  const apply = () => {
    const values = chosen();
    const wanted = names.filter((name) => values[name]).map((name) => `${name}=${values[name]}`);
    const texts = list(fold(values.q).replace(/\s+/g, ' '));
    let shown = 0;
    let coming = 0;
    let dated = 0;
    // How many of those shown have each key: all of them, and a feed by that key holds everything shown.
    const held = new Map();
    for (const card of cards) {
      const fits = wanted.every((key) => card.keys.has(key)) && texts.every((text) => card.search.includes(text));
      if (card.shown !== fits) {
        card.shown = fits;
        card.element.hidden = !fits;
        if (card.section) card.section.shown += fits ? 1 : -1;
        for (const picture of card.pictures) picture.classList.toggle('off', !fits);
      }
      if (!fits) continue;
      shown += 1;
      coming += Number(!card.isPast);
      dated += Number(card.isDated);
      for (const key of card.keys) held.set(key, (held.get(key) || 0) + 1);
    }
    for (const { section, shown } of sections.values()) {
      if (section.hidden !== !shown) section.hidden = !shown;
    }
    setText(byId('shown'), shown ? count('shown', shown) : say('none_shown'));
    // The counts of the years are of everything.
    const filtered = wanted.length + texts.length > 0;
    for (const element of yearCounts) element.hidden = filtered;
    // What is found in the past alone must not stay folded away; what the reader unfolded is the reader's.
    const unfold = shown > 0 && coming === 0 && filtered;
    if (past && unfold && !past.open) past.open = unfolded = true;
    else if (past && !unfold && unfolded) past.open = unfolded = false;
    offer(wanted, texts, shown, dated, held);
  };

  // The feed for what is shown. One that the choice itself names also holds what will be listed later, so it comes before
  // one that holds all of this by chance.
  const offer = (wanted, texts, shown, dated, held) => {
    const box = byId('offer');
    const link = byId('offer-link');
    if (!box || !link || !feeds.length) return;
    const fewest = (some) => some.reduce((best, feed) => (best && best.events <= feed.events ? best : feed), undefined);
    const single = feeds.filter((feed) => feed.keys.length === 1);
    const isExact = (feed) => feed.keys.length === wanted.length && feed.keys.every((key) => wanted.includes(key));
    const exact = texts.length ? undefined : feeds.find(isExact);
    const feed =
      exact ||
      fewest(single.filter((feed) => wanted.includes(feed.keys[0]))) ||
      (shown && fewest(single.filter((feed) => held.get(feed.keys[0]) === shown))) ||
      feeds.find((feed) => !feed.keys.length);
    box.hidden = !feed;
    if (!feed) return;
    // A feed has no event of a conference without dates.
    const how = !exact ? 'nearest_feed' : dated === shown ? 'exact_feed' : 'exact_feed_but_undated';
    setText(byId('offer-text'), say(how, { title: feed.title }));
    setText(link, feed.title);
    link.setAttribute('href', `#${feed.element.id}`);
  };

  // The address keeps what is chosen, and leaves alone what else it says.
  const address = () => {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(chosen())) {
      // Away and in again: the same choice has the same address, in whatever order it was made.
      query.delete(name);
      if (value) query.set(name, value);
    }
    const text = query.toString();
    return location.pathname + (text ? `?${text}` : '');
  };
  const remember = (how, hash = '') => {
    try {
      history[how](null, '', address() + hash);
    } catch {
      // A page opened from a disk has no address to change; some browsers also refuse too many changes at once.
    }
  };

  const restore = () => {
    fill(new URLSearchParams(location.search));
    apply();
  };

  if (form) {
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', (event) => {
      if (event.target.name !== 'q') return;
      apply();
      remember('replaceState');
    });
    form.addEventListener('change', (event) => {
      if (event.target.name === 'q') return;
      apply();
      remember('pushState');
    });
    form.addEventListener('reset', (event) => {
      // Done here, as the browser resets only after this event.
      event.preventDefault();
      fill(new URLSearchParams());
      apply();
      remember('pushState');
    });
    addEventListener('popstate', restore);
    // Browsers put back what the form held before a reload; the address knows better.
    addEventListener('pageshow', restore);
    restore();
  }

  // --- Links within the page: what they lead to is unfolded and in view. ---

  const follow = () => {
    let target;
    try {
      target = /^#[cf]-/.test(location.hash) && byId(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // Not an address of ours: a lone %.
    }
    if (!target) return;
    if (form && target.hidden) {
      // A filter hides what was asked for by name.
      fill(new URLSearchParams());
      apply();
      remember('replaceState', location.hash);
    }
    for (let element = target; element; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    const focus = target.querySelector(':scope > summary') || target;
    // A card takes the focus only by such a link, so that the keyboard goes on from there.
    if (focus === target && !target.hasAttribute('tabindex')) target.tabIndex = -1;
    focus.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    // The same link once more changes no address, so nothing else would tell.
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) follow();
  });
  follow();

  // --- Moments in the reader's zone, written as the page writes them. ---

  const zoneClocks = new Map();
  // What the clocks of a zone show, to compare; undefined for what is no zone. No zone: the reader's.
  const clock = (zone, moment) => {
    if (!zoneClocks.has(zone)) {
      try {
        const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' };
        zoneClocks.set(zone, new Intl.DateTimeFormat('en', { ...parts, timeZone: zone }));
      } catch {
        zoneClocks.set(zone, undefined);
      }
    }
    return zoneClocks.get(zone)?.format(moment);
  };
  const days = new Intl.DateTimeFormat(words.locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const hours = new Intl.DateTimeFormat(words.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  for (const time of all('time.moment')) {
    const local = time.nextElementSibling;
    const moment = new Date(time.dateTime);
    if (!local?.classList.contains('local') || Number.isNaN(moment.getTime())) continue;
    // The text names the zone of the source; anywhere on Earth is twelve hours behind.
    const name = time.textContent.match(/[A-Z][A-Za-z]+\/[\w/+-]+|\bUTC\b(?![+−])|\bAoE\b/)?.[0];
    const zone = name === 'AoE' ? 'Etc/GMT+12' : name;
    setText(local, say('your_time', { time: `${days.format(moment)}, ${hours.format(moment)}` }));
    local.hidden = Boolean(zone) && clock(zone, moment) === clock(undefined, moment);
  }

  // --- Time left. ---

  const hour = 3_600_000;
  // A whole day is given by the instant at which it is over everywhere.
  const calls = all('.call[data-due]').map((element) => ({ element, end: Date.parse(element.dataset.due) }));
  const tick = () => {
    for (const { element, end } of calls) {
      const hours = (end - Date.now()) / hour;
      const left = element.querySelector('.left');
      element.classList.toggle('closed', hours <= 0);
      if (hours <= 0) setText(left, say('closed'));
      else if (hours < 24) setText(left, count('hours_left', Math.max(1, Math.floor(hours))));
      else setText(left, count('days_left', Math.floor(hours / 24)));
    }
  };
  tick();
  if (calls.length) setInterval(tick, 60_000);

  // --- Copying an address. ---

  for (const button of all('.copy')) {
    const input = button.closest('.feed')?.querySelector('input.address');
    if (!input) continue;
    // There before it says something, else screen readers do not notice.
    const said = document.createElement('span');
    said.className = 'said';
    said.setAttribute('role', 'status');
    button.after(said);
    button.hidden = false;
    button.addEventListener('click', async () => {
      let done;
      try {
        await navigator.clipboard.writeText(input.value);
        done = true;
      } catch {
        // No clipboard, or not allowed, as on a page without https. What is selected can be copied by hand at least.
        input.focus();
        input.select();
        done = document.execCommand('copy');
      }
      setText(said, say(done ? 'copied' : 'copy_failed'));
    });
  }
})();
