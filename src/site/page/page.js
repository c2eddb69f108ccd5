// The parts of the page that need JavaScript: filters, countdowns, times in the reader's zone, stars, addresses for calendars.
// Without it the conferences and the feeds are there too, as of the day of the build. Texts of the list go in as textContent.
(() => {
  'use strict';

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const list = (text) => (text || '').split(' ').filter(Boolean);
  const setText = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };
  const make = (name, className, text, attributes = {}) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const words = JSON.parse(byId('words')?.textContent || '{}');
  // A function as replacement, because a `$` in a title has a meaning in a text.
  const fill = (text, values) => (text || '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = (key, values = {}) => fill(words[key], values);
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
    const earlier = [...pastSections.keys()].filter((other) => other < month).sort().pop();
    if (earlier) pastSections.get(earlier).before(section);
    else past.querySelector('summary').after(section);
    pastSections.set(month, section);
    return section;
  };

  const isOver = (instant) => Date.parse(instant) <= Date.now();
  const ended = past ? all('#coming .conference').filter((card) => isOver(card.dataset.over)) : [];
  for (const card of ended) {
    const section = pastSection(card.closest('section.month'));
    const later = section.querySelector('.conference');
    if (later) later.before(card);
    else section.querySelector('.cards').append(card);
    // Nobody adds to a calendar, or answers a call of, a conference that is over.
    for (const part of all('.calls, .closed-calls, .add', card)) part.remove();
  }
  if (ended.length) {
    past.hidden = false;
    // Where nothing is coming, the page shows what there was.
    if (!document.querySelector('#coming .conference')) past.open = true;
  }

  // --- What is on the page. It is read once; a filter then touches only what it changes. ---

  const form = byId('filters');
  // Filters of cards, and the calls that are listed instead of cards.
  const filters = ['region', 'country', 'tag', 'month', 'online', 'id'];
  const names = [...filters, 'calls'];
  const boxes = all('#filters input[type="checkbox"][value]');
  const labels = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box.parentElement.textContent.trim()]));

  const pictures = new Map();
  for (const picture of all('.mark[data-id], .bar[data-id]')) {
    const id = `c-${picture.dataset.id}`;
    pictures.set(id, [...(pictures.get(id) || []), picture]);
  }
  const strip = byId('strip');
  const firstDay = Date.parse(strip?.dataset.first);
  const minute = 60_000;
  const day = 1440 * minute;
  const weeks = all('.week');
  const sections = new Map(all('section.month').map((section) => [section, { section, shown: 0 }]));
  // The regions of a country are the same on every card, so the menu of countries has them.
  const regions = new Map(all('#filters input[name="country"]').map(({ value, dataset }) => [value, dataset.regions]));
  const cards = all('.conference').map((element) => {
    const data = element.dataset;
    const id = element.id.slice(2);
    const region = list(data.country).map((country) => regions.get(country) || '').join(' ');
    const values = { region, country: data.country, tag: data.tags, month: data.months, id };
    const keys = Object.entries(values).flatMap(([name, text]) => list(text).map((value) => `${name}=${value}`));
    if ('online' in data) keys.push('online=only');
    const section = sections.get(element.closest('section.month'));
    if (section) section.shown += 1;
    const isPast = Boolean(past?.contains(element));
    const drawn = pictures.get(element.id) || [];
    if (isPast) for (const picture of drawn) picture.classList.add('past');
    return {
      element,
      id,
      keys: new Set(keys),
      search: data.search || '',
      pictures: drawn,
      week: weeks.length && data.when ? Math.max(0, Math.floor((Date.parse(iso(data.when.split('/')[0])) - firstDay) / (7 * day))) : -1,
      section,
      isPast,
      isDated: !element.querySelector('.undated'),
      shown: true,
    };
  });
  const byCard = new Map(cards.map((card) => [card.element, card]));
  const feeds = all('.feed[data-filter]').map((element) => ({
    element,
    title: element.dataset.title || '',
    events: Number(element.dataset.events) || 0,
    keys: [...new URLSearchParams(element.dataset.filter)].map(([name, value]) => `${name}=${value}`),
  }));

  // `20220711` and `20220711T170000Z`, as they are in addresses of Google, in ISO 8601.
  function iso(text) {
    return text.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3').replace(/T(\d\d)(\d\d)(\d\d)/, 'T$1:$2:$3');
  }

  // --- Deadlines: a sentence with the time left, and the date on the reader's clock. ---

  const spans = new Intl.RelativeTimeFormat(words.locale);
  const calendarDays = new Intl.RelativeTimeFormat(words.locale, { numeric: 'auto' });
  const span = (milliseconds) => {
    const minutes = Math.max(1, Math.floor(milliseconds / minute));
    if (minutes < 60) return spans.format(minutes, 'minute');
    if (minutes < 1440) return spans.format(Math.floor(minutes / 60), 'hour');
    return spans.format(Math.floor(minutes / 1440), 'day');
  };
  // A whole day is given by the instant at which it is over everywhere.
  const calls = all('.conference .call[data-due]').map((element) => {
    const { kind, due, opens } = element.dataset;
    const card = byCard.get(element.closest('.conference'));
    const date = element.querySelector('.due time.day')?.dateTime;
    return { element, card, kind, date, due: Date.parse(due), opens: opens ? Date.parse(opens) : 0, what: element.querySelector('.what') };
  });
  calls.sort((one, other) => one.due - other.due);

  // Until a day that is given without an hour, the days are counted as on a calendar.
  const untilDay = (date, due, now) => {
    const today = new Date(now);
    const days = Math.round((Date.parse(date) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / day);
    return days >= 0 ? calendarDays.format(days, 'day') : span(due - now);
  };
  const sentence = ({ kind, due, opens, date }, now) => {
    const texts = words.deadlines?.[kind] || {};
    if (due <= now) return texts.closed;
    if (opens > now) return fill(texts.opens, { in: span(opens - now) });
    return fill(texts.closes, { in: date ? untilDay(date, due, now) : span(due - now) });
  };
  // Closed deadlines of a card are folded.
  const fold = (call) => {
    if (call.element.closest('.closed-calls')) return;
    const open = call.element.closest('.calls');
    let closed = open.nextElementSibling;
    if (!closed?.classList.contains('closed-calls')) {
      closed = make('details', 'closed-calls');
      closed.append(make('summary', '', say('closed_calls')), make('ul'));
      open.after(closed);
    }
    closed.querySelector('ul').append(call.element);
  };
  const tick = () => {
    const now = Date.now();
    for (const call of calls) {
      setText(call.what, sentence(call, now));
      if (call.due <= now) fold(call);
    }
    showClosing();
  };

  // The menu has the kinds that somebody can answer: a notification and a final version are none.
  const isCall = (call) => labels.has(`calls=${call.kind}`);
  const isProposals = (call) => words.proposals.includes(call.kind);
  const closing = byId('closing');
  const closingTitle = byId('closing-title');
  const closingLabel = closingTitle?.textContent;
  // The text of an open call, with the name of its round.
  const ofCall = (call, now) => {
    const name = call.element.querySelector('.what ~ bdi');
    return sentence(call, now) + (name ? `: ${name.textContent}` : '');
  };
  let listed = '';
  // The open calls of the conferences that are shown: the next ones, or all of a kind.
  const showClosing = () => {
    if (!closing) return;
    const wanted = state.calls.length > 0;
    const isWanted = (call) =>
      wanted ? state.calls.includes(call.kind) || (state.calls.includes('open') && isProposals(call)) : isCall(call);
    const most = wanted ? Infinity : innerWidth < 700 ? 3 : 5;
    const now = Date.now();
    const found = [];
    for (const call of calls) {
      if (found.length === most) break;
      if (call.due <= now || call.opens > now || !call.card?.shown || call.card.isPast || !isWanted(call)) continue;
      // The next ones are of as many conferences.
      if (!wanted && found.some(({ card }) => card === call.card)) continue;
      found.push(call);
    }
    const box = closing.querySelector('ol');
    // As long as the same calls are listed only their texts change, and the focus stays where it is.
    const key = JSON.stringify([wanted, ...found.map((call) => calls.indexOf(call))]);
    if (key === listed) {
      found.forEach((call, at) => {
        setText(box.children[at].querySelector('.what'), ofCall(call, now));
      });
      return found.length;
    }
    listed = key;
    const items = found.map((call) => {
      const item = make('li', 'call', '', { 'data-of': call.card.id, 'data-due': call.element.dataset.due });
      const what = make('span', 'what', ofCall(call, now));
      const link = make('a', '', '', { href: `#c-${call.card.id}` });
      const bdi = call.card.element.querySelector('h4 bdi').cloneNode(true);
      setText(bdi, call.card.element.dataset.short || bdi.textContent);
      link.append(bdi);
      const time = call.element.querySelector('.due time');
      item.append(link, ' ', what, ' ', make('span', 'due', wanted ? time.textContent : time.dataset.local || time.textContent));
      if (wanted) {
        const days = call.card.element.querySelector('.when :is(.day, .days, .undated)')?.textContent || '';
        const place = call.card.element.querySelector('.place')?.textContent.trim() || '';
        item.append(make('span', 'aside', [days, place].filter(Boolean).join(' · ')));
      }
      return item;
    });
    box.replaceChildren(...items);
    setText(closingTitle, wanted ? state.calls.map((kind) => labels.get(`calls=${kind}`)).join(', ') : closingLabel);
    closing.hidden = !wanted && !items.length;
    closing.querySelector('.all-calls').hidden = wanted;
    return found.length;
  };

  const zoneClocks = new Map();
  // What the clocks of a zone show, to compare; undefined for an unknown zone. No zone: the reader's.
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
  const formats = new Map();
  const thisYear = new Date().getFullYear();
  // `Sat 5 Dec, 12:59`; with the year if it is another one than the reader's.
  const when = (moment, { zone, time = true, weekday = true } = {}) => {
    const year = moment.getFullYear() !== thisYear;
    const key = [zone, time, weekday, year].join();
    if (!formats.has(key)) {
      const parts = { day: 'numeric', month: 'short', timeZone: zone };
      if (weekday) parts.weekday = 'short';
      if (year) parts.year = 'numeric';
      if (time) Object.assign(parts, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
      formats.set(key, new Intl.DateTimeFormat(words.locale, parts));
    }
    return formats.get(key).format(moment);
  };
  // Returns the name of the zone in a text, and the zone; anywhere on Earth is twelve hours behind.
  const zoneOf = (text) => {
    const name = text.match(/[A-Z][A-Za-z]+\/[\w/+-]+|\bUTC\b(?![+−])|\bAoE\b/)?.[0];
    return { name, zone: name === 'AoE' ? 'Etc/GMT+12' : name };
  };
  for (const time of all('.conference time.moment')) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    const text = time.textContent;
    const { name, zone } = zoneOf(text);
    const isKnown = zone && clock(zone, moment);
    const isSame = isKnown && isKnown === clock(undefined, moment);
    const local = say('your_time', { time: when(moment) });
    if (!time.closest('.call')) {
      // The times of a conference and of a session stay as they are, and the reader's come after them.
      if (!isSame) time.after(' ', make('span', 'local', local));
      continue;
    }
    const source = isKnown ? `${when(moment, { zone, weekday: Boolean(isSame) })} ${name}` : text;
    setText(time, isSame ? source : `${local} (${source})`);
    if (!isSame) time.dataset.local = local;
    time.title = text;
  }
  for (const time of all('.conference .call time.day')) {
    time.title = time.textContent;
    setText(time, when(new Date(`${time.dateTime}T00:00:00Z`), { zone: 'UTC', time: false }));
  }

  // The languages of a conference by their names.
  const languages = new Intl.DisplayNames(words.locale, { type: 'language' });
  for (const element of all('.language')) {
    try {
      setText(element, languages.of(element.textContent));
    } catch {
      // Not a tag that the browser knows: it stays.
    }
  }

  // --- Filters: the values of one are alternatives, and all filters must match. ---

  const none = () => ({ q: '', ...Object.fromEntries(names.map((name) => [name, []])) });
  let state = none();

  // What one types finds what is written with accents, and the other way round.
  const letters = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', þ: 'th', ı: 'i' };
  const folded = (text) =>
    text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[æœßøłđþı]/g, (letter) => letters[letter]);
  const escaped = (text) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  // A word is found at its beginning. One that no conference has may have a letter too much, too little, wrong, or swapped.
  const finder = (word) => {
    const exact = ` ${word}`;
    if (word.length < 5 || cards.some(({ search }) => search.includes(exact))) return (card) => card.search.includes(exact);
    const near = [...word].flatMap((_, at) => {
      const [before, rest, after] = [word.slice(0, at), word.slice(at), word.slice(at + 1)].map(escaped);
      const swapped = after ? [`${before}${escaped(word[at + 1] || '')}${escaped(word[at])}${escaped(word.slice(at + 2))}`] : [];
      return [`${before}\\S${after}`, `${before}${after}`, `${before}\\S${rest}`, ...swapped];
    });
    const pattern = new RegExp(` (?:${near.join('|')})`);
    return (card) => pattern.test(card.search);
  };

  // The filters that are set: `fits` tells whether a card has it.
  const conditions = () => {
    const found = [];
    for (const name of filters) {
      const keys = state[name].map((value) => `${name}=${value}`);
      if (!keys.length) continue;
      const label = name === 'id' ? say('starred') : keys.map((key) => labels.get(key)).join(', ');
      found.push({ name, keys, label, fits: keys.length === 1 ? (card) => card.keys.has(keys[0]) : (card) => keys.some((key) => card.keys.has(key)) });
    }
    for (const word of list(folded(state.q).replace(/[^\p{L}\p{N}+#]+/gu, ' '))) {
      found.push({ name: 'q', label: `“${state.q}”`, fits: finder(word) });
    }
    return found;
  };

  let unfolded = false;
  const apply = () => {
    const wanted = conditions();
    let shown = 0;
    let coming = 0;
    let dated = 0;
    const inWeek = weeks.map(() => 0);
    // How many of those shown have each key: all of them, and a feed by that key holds everything shown.
    const held = new Map();
    for (const card of cards) {
      const fits = wanted.every((condition) => condition.fits(card));
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
      if (card.week >= 0 && card.week < weeks.length) inWeek[card.week] += 1;
      if (wanted.length) for (const key of card.keys) held.set(key, (held.get(key) || 0) + 1);
    }
    for (const { section, shown } of sections.values()) {
      if (section.hidden !== !shown) section.hidden = !shown;
    }
    drawWeeks(inWeek);
    const open = showClosing();
    document.querySelector('main').classList.toggle('only-calls', state.calls.length > 0);
    if (state.calls.length && shown) setText(byId('shown'), open ? '' : say('no_calls'));
    else if (shown) setText(byId('shown'), count('shown', shown));
    else setText(byId('shown'), say('none_shown', { what: [...new Set(wanted.map(({ label }) => label))].join(' + ') }));
    showChosen(wanted, shown);
    const isFiltered = wanted.length > 0;
    for (const element of all('.nothing')) element.hidden = isFiltered;
    // What is found in the past alone must not stay folded; what the reader unfolded is the reader's.
    const unfold = shown > 0 && coming === 0 && isFiltered;
    if (past && unfold && !past.open) past.open = unfolded = true;
    else if (past && !unfold && unfolded) past.open = unfolded = false;
    offer(wanted, shown, dated, held);
  };

  const drawWeeks = (counts) => {
    const most = Math.max(1, ...counts);
    weeks.forEach((bar, at) => {
      const height = (strip.dataset.histogram * counts[at]) / most;
      bar.setAttribute('height', height.toFixed(1));
      bar.setAttribute('y', (bar.ownerSVGElement.getAttribute('height') - height).toFixed(1));
      setText(bar.firstElementChild, say('week', { day: bar.dataset.day, n: counts[at] }));
    });
  };

  // A button for each value that is chosen, which removes it; where nothing is left, one for each filter, with what is then.
  const showChosen = (wanted, shown) => {
    const box = byId('chosen');
    if (!box) return;
    const button = (label, text, change) => {
      const element = make('button', '', text, { type: 'button', 'aria-label': label });
      element.addEventListener('click', () => {
        change();
        changed();
        form.elements.q.focus({ preventScroll: true });
      });
      const item = make('li');
      item.append(element);
      return item;
    };
    const chip = (label, change) => button(say('remove', { what: label }), `${label} ×`, change);
    const items = [];
    for (const name of names.filter((name) => name !== 'id')) {
      for (const value of state[name]) items.push(chip(labels.get(`${name}=${value}`), () => choose(name, value, false)));
    }
    if (state.id.length) items.push(chip(`★ ${say('starred')}: ${state.id.length}`, () => (state.id = [])));
    const asked = [...new Set(wanted.map(({ name }) => name))];
    if (!shown && asked.length > 1) {
      for (const name of asked) {
        const rest = wanted.filter((condition) => condition.name !== name);
        const n = cards.filter((card) => rest.every((condition) => condition.fits(card))).length;
        const what = wanted.find((condition) => condition.name === name).label;
        const text = say('without', { what, n });
        if (n) items.push(button(text, text, () => (state[name] = none()[name])));
      }
    }
    box.replaceChildren(...items);
    box.hidden = !items.length;
    byId('reset').hidden = !wanted.length && !state.calls.length;
  };

  // The feed for what is shown. One that the choice itself names also holds what will be listed later, so it comes before
  // one that holds all of this by chance. A server makes one for every choice.
  const hasQueries = 'queries' in document.querySelector('main').dataset;
  const offer = (wanted, shown, dated, held) => {
    const box = byId('offer');
    const link = byId('offer-link');
    if (!box || !link || !feeds.length) return;
    const fewest = (some) => some.reduce((best, feed) => (best && best.events <= feed.events ? best : feed), undefined);
    const single = feeds.filter((feed) => feed.keys.length === 1);
    const named = wanted.flatMap(({ keys }) => (keys?.length === 1 ? keys : []));
    const asked = [...named, ...state.calls.map((kind) => `calls=${kind}`)];
    const size = wanted.length + state.calls.length;
    const exact = feeds.find(({ keys }) => keys.length === size && keys.every((key) => asked.includes(key)));
    const nearest = () =>
      fewest(single.filter((feed) => named.includes(feed.keys[0]))) ||
      (shown && fewest(single.filter((feed) => held.get(feed.keys[0]) === shown))) ||
      feeds.find((feed) => !feed.keys.length);
    // There is no feed near to some calls: the others have conferences.
    const feed = exact || (state.calls.length ? undefined : nearest());
    const onDemand = hasQueries && !exact && wanted.every(({ name }) => !['q', 'month'].includes(name));
    showStarred();
    // The button at the top offers everything.
    box.hidden = !(feed || onDemand) || !size;
    if (box.hidden) return;
    // A feed has no event of a conference without dates.
    const isWhole = state.calls.length > 0 || dated === shown;
    const how = !exact && !onDemand ? 'nearest_feed' : isWhole ? 'exact_feed' : 'exact_feed_but_undated';
    const title = onDemand ? [...wanted.map(({ label }) => label), ...state.calls.map((kind) => labels.get(`calls=${kind}`))].join(' + ') : feed.title;
    setText(byId('offer-text'), say(how, { title }));
    setText(link, title);
    const everything = byId('subscribe');
    if (onDemand) everything.dataset.query = `feed.ics?${query()}`;
    else delete everything.dataset.query;
    link.setAttribute('href', onDemand ? '#subscribe' : `#${feed.element.id}`);
  };
  // The filters as a server takes them: a tag by its name.
  const query = () => {
    const query = new URLSearchParams();
    for (const name of filters.filter((name) => name !== 'month')) {
      for (const value of state[name]) query.append(name, name === 'tag' ? labels.get(`tag=${value}`) : value);
    }
    if (state.calls.length) query.set('only', 'deadlines');
    for (const kind of state.calls) for (const one of kind === 'open' ? words.proposals : [kind]) query.append('kind', one);
    return query;
  };

  // --- The address has what is chosen, and keeps the other parts of its query. ---

  const address = () => {
    const query = new URLSearchParams(location.search);
    // Away and in again: the same choice has the same address, in whatever order it was made.
    for (const name of [...names, 'q']) query.delete(name);
    for (const name of names) for (const value of state[name]) query.append(name, value);
    if (state.q) query.set('q', state.q);
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
  // Values that the page does not offer count as nothing chosen.
  const known = (name, value) => (name === 'id' ? Boolean(byId(`c-${value}`)) : labels.has(`${name}=${value}`));
  const read = (query) => {
    state = none();
    for (const name of names) state[name] = [...new Set(query.getAll(name))].filter((value) => known(name, value));
    state.q = (query.get('q') || '').trim();
  };
  // Puts what is chosen into the form.
  const show = () => {
    for (const box of boxes) if (box.name !== 'starred') box.checked = state[box.name].includes(box.value);
    for (const summary of all('.menu > summary', form)) {
      const chosen = all('input:checked', summary.parentElement).length;
      setText(summary, chosen ? `${summary.dataset.label} (${chosen})` : summary.dataset.label);
    }
    const typed = form.elements.q;
    // Not while it is the same: that would move the caret.
    if (typed.value.trim() !== state.q) typed.value = state.q;
    const starred = form.elements.starred;
    if (starred) starred.checked = state.id.length > 0;
  };
  const changed = () => {
    show();
    apply();
    remember('pushState');
  };
  const restore = () => {
    read(new URLSearchParams(location.search));
    show();
    apply();
  };
  const choose = (name, value, isOn = true) => {
    if (name === 'q') state.q = value;
    else state[name] = [...state[name].filter((other) => other !== value), ...(isOn ? [value] : [])];
  };

  // --- Stars: conferences that a reader marks, kept in this browser. ---

  const key = `confcal ${location.pathname}`;
  let starred = [];
  try {
    starred = JSON.parse(localStorage.getItem(key) || '[]').filter((id) => typeof id === 'string');
  } catch {
    // No storage, as on a page opened from a disk: stars last as long as the page.
  }
  const starButtons = new Map();
  // One that is over may be on the page of its year; its star stays.
  const starredHere = () => starred.filter((id) => known('id', id));
  const showStars = () => {
    const label = form?.querySelector('.starred');
    if (!label) return;
    label.hidden = !starredHere().length && !state.id.length;
    setText(label.querySelector('span'), `★ ${say('starred')} (${starredHere().length})`);
  };
  const showStar = (id) => {
    const [button, isStarred] = [starButtons.get(id), starred.includes(id)];
    button.setAttribute('aria-pressed', String(isStarred));
    setText(button, isStarred ? '★' : '☆');
  };
  const star = (id) => {
    starred = starred.includes(id) ? starred.filter((other) => other !== id) : [...starred, id];
    showStar(id);
    try {
      localStorage.setItem(key, JSON.stringify(starred));
    } catch {
      // As above.
    }
    showStars();
  };

  // The chosen conferences as a file, with the events as they are in the feed of everything; and as a view, for the keeper.
  const showStarred = () => {
    let box = byId('starred');
    if (!box && !state.id.length) return;
    if (!box) {
      box = make('div', '', '', { id: 'starred' });
      const download = make('button', '', say('download_starred'), { type: 'button' });
      download.addEventListener('click', () => downloadStarred());
      const view = make('details');
      view.append(make('summary', '', say('view_starred')), make('pre'));
      box.append(download, view);
      byId('offer').after(box);
    }
    box.hidden = !state.id.length;
    const ids = state.id.map((id) => JSON.stringify(id)).join(', ');
    setText(box.querySelector('pre'), `[[view]]\npath = "starred.ics"\nname = "${say('starred')}"\nid = [${ids}]\n`);
  };
  const downloadStarred = async () => {
    const ids = state.id;
    const answers = await Promise.all([fetch(byId('subscribe').dataset.path), fetch('conferences.json')]);
    const [feed, data] = [await answers[0].text(), await answers[1].json()];
    const uids = new Set(data.conferences.filter(({ id }) => ids.includes(id)).map(({ uid }) => uid));
    const url = URL.createObjectURL(new Blob([selection(feed, uids)], { type: 'text/calendar' }));
    make('a', '', '', { href: url, download: 'starred.ics' }).click();
    setTimeout(() => URL.revokeObjectURL(url), minute);
  };
  // The events of conferences, and of their sessions and deadlines, out of a feed, with the time zones that they need.
  const selection = (feed, uids) => {
    const [head, ...events] = feed.split('BEGIN:VEVENT\r\n');
    const tail = 'END:VCALENDAR\r\n';
    const bare = (text) => text.replace(/\r\n[ \t]/g, '');
    const values = (text, name) => [...bare(text).matchAll(new RegExp(`^${name}[^:]*:(.*)$`, 'gm'))].map((match) => match[1].trim());
    const chosen = events
      .map((event) => `BEGIN:VEVENT\r\n${event.replace(tail, '')}`)
      .filter((event) => [...values(event, 'UID'), ...values(event, 'RELATED-TO')].some((uid) => uids.has(uid)));
    const zones = new Set(chosen.flatMap((event) => [...bare(event).matchAll(/;TZID=([^:;]+)/g)].map((match) => match[1])));
    const isNeeded = (zone) => values(zone, 'TZID').some((name) => zones.has(name));
    const [start, ...zoneParts] = head.split('BEGIN:VTIMEZONE\r\n').map((part, at) => (at ? `BEGIN:VTIMEZONE\r\n${part}` : part));
    return [start, ...zoneParts.filter(isNeeded), ...chosen, tail].join('');
  };

  if (form) {
    form.hidden = false;
    document.documentElement.classList.add('script');
    for (const card of cards) {
      const button = make('button', 'star', '', { type: 'button', 'aria-label': say('star') });
      starButtons.set(card.id, button);
      showStar(card.id);
      card.element.prepend(button);
    }
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', (event) => {
      if (event.target.name !== 'q') return;
      state.q = event.target.value.trim();
      apply();
      remember('replaceState');
    });
    form.addEventListener('change', ({ target }) => {
      if (target.name === 'q') return;
      if (target.name === 'starred') state.id = target.checked ? starredHere() : [];
      else choose(target.name, target.value, target.checked);
      changed();
    });
    byId('reset').addEventListener('click', () => {
      state = none();
      changed();
      form.elements.q.focus();
    });
    // A menu opens over what is below it, in view, and closes as menus do.
    const menus = all('.menu', form);
    const closeMenus = (but) => {
      for (const menu of menus) if (menu !== but) menu.open = false;
    };
    for (const menu of menus) {
      menu.addEventListener('toggle', () => {
        if (!menu.open) return;
        closeMenus(menu);
        const { left, bottom } = menu.getBoundingClientRect();
        const options = menu.querySelector('.options');
        options.style.top = `${bottom + 4}px`;
        options.style.left = `${Math.max(8, Math.min(left, innerWidth - options.offsetWidth - 8))}px`;
      });
      menu.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        menu.open = false;
        menu.querySelector('summary').focus();
      });
    }
    document.addEventListener('click', (event) => closeMenus(event.target.closest('.menu')));
    document.addEventListener('focusin', (event) => closeMenus(event.target.closest('.menu')));
    addEventListener('scroll', () => closeMenus(), { passive: true });
    addEventListener('resize', () => closeMenus());
    addEventListener('popstate', restore);
    // Browsers put back what the form held before a reload; the address knows better.
    addEventListener('pageshow', restore);
    restore();
    showStars();
  }
  tick();
  if (calls.length) setInterval(tick, minute);

  // --- The timeline begins this month, whenever the page was made. ---

  if (strip) {
    const pixels = (instant) => ((instant - firstDay) / day) * strip.dataset.day;
    const today = byId('today');
    for (const name of ['x1', 'x2']) today.setAttribute(name, pixels(Date.now()).toFixed(1));
    const month = new Date();
    strip.scrollLeft = Math.max(0, pixels(Date.UTC(month.getFullYear(), month.getMonth(), 1)));
  }

  // --- Ways to subscribe, and to add one conference: made when they are unfolded. ---

  const agent = navigator.userAgent;
  const platform = /Android/.test(agent) ? 'by-android' : /Windows/.test(agent) ? 'by-outlook' : 'by-app';
  const encode = encodeURIComponent;
  const heading = document.querySelector('#subscribe h2');
  const everything = heading?.textContent;
  const complete = (details) => {
    const { title } = details.dataset;
    const path = details.dataset.query || details.dataset.path;
    if (details.id === 'subscribe') setText(heading, details.dataset.query ? byId('offer-link').textContent : everything);
    const input = details.querySelector('input.address');
    const written = !details.dataset.query && input.getAttribute('value');
    if (!written && !/^https?:$/.test(location.protocol)) return;
    const url = written || new URL(path, location.href.replace(/[?#].*/, '')).href;
    const webcal = url.replace(/^https?:/, 'webcal:');
    const byWeb = (host) => `https://${host}/calendar/0/addfromweb?url=${encode(url)}&name=${encode(title)}`;
    const app = details.querySelector('.by-app');
    const way = (className, name, text, href, hint) => {
      let item = details.querySelector(`.${className}`);
      if (!item) {
        item = make('li', className);
        item.append(make('a', name, text), ' ', make('span', '', hint));
        app.parentElement.insertBefore(item, details.querySelector('.by-android'));
      }
      item.hidden = false;
      item.querySelector('a').setAttribute('href', href);
    };
    way('by-app', 'webcal', '', webcal);
    way('by-google', 'google', 'Google', `https://calendar.google.com/calendar/r?cid=${encode(webcal)}`, say('google_hint'));
    way('by-outlook', 'outlook', 'Outlook.com', byWeb('outlook.live.com'), say('outlook_hint'));
    way('by-office', 'office', 'Microsoft 365', byWeb('outlook.office.com'), say('outlook_hint'));
    way('by-android', 'android', '', url);
    details.querySelector('.by-address').hidden = false;
    details.querySelector('.download').setAttribute('href', path);
    input.value = url;
    for (const note of all('.missing', details)) note.hidden = true;
    const first = details.querySelector(`.${platform}`);
    const focused = document.activeElement;
    first.classList.add('first');
    first.parentElement.prepend(first);
    // What is moved loses the focus.
    if (first.contains(focused)) focused.focus();
    copying(details, input);
  };
  const copying = (details, input) => {
    const button = details.querySelector('.copy');
    if (!button.hidden) return;
    // There before it says something, else screen readers do not notice.
    const said = make('span', 'said', '', { role: 'status' });
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
  };

  // The addresses that add a conference to a calendar. An end is exclusive.
  const addresses = (card) => {
    const status = card.querySelector('.status')?.textContent;
    const name = card.querySelector('h4').textContent;
    const title = status ? `${status}: ${name}` : name;
    const place = card.querySelector('.place')?.cloneNode(true);
    for (const part of all('.online', place)) part.remove();
    const url = card.querySelector('h4 a')?.href;
    const location = place?.textContent.trim() || card.querySelector('.join')?.href || '';
    const about = card.querySelector('.about')?.textContent.trim() || '';
    const body = [about.length > 160 ? `${about.slice(0, 160).trimEnd()}…` : about, url].filter(Boolean).join('\n\n');
    const [start, end] = card.dataset.when.split('/').map(iso);
    const times = `startdt=${encode(start)}&enddt=${encode(end)}${start.includes('T') ? '' : '&allday=true'}`;
    const compose = (host) =>
      `https://${host}/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&subject=${encode(title)}` +
      `&${times}&location=${encode(location)}&body=${encode(body)}`;
    return [
      ['event-google', 'Google', `https://calendar.google.com/calendar/render?action=TEMPLATE&text=${encode(title)}&dates=${card.dataset.when}&details=${encode(body)}&location=${encode(location)}`],
      ['event-outlook', 'Outlook.com', compose('outlook.live.com')],
      ['event-office', 'Microsoft 365', compose('outlook.office.com')],
    ];
  };
  const completeEvent = (details) => {
    const card = details.closest('.conference');
    const items = details.querySelector('ul');
    const file = details.querySelector('.event-file');
    if (!card.dataset.when || items.children.length > 1) return;
    const item = (className, text, href, attributes) => {
      const link = make('a', className, text, { href, ...attributes });
      const item = make('li');
      item.append(link);
      return item;
    };
    items.prepend(
      item('event-apple', 'Apple', file.getAttribute('href')),
      ...addresses(card).map(([className, text, href]) => item(className, text, href, { target: '_blank', rel: 'noopener' })),
    );
  };
  const unfold = (details) => {
    if (details.matches('.feed, #subscribe')) complete(details);
    else if (details.matches('.add')) completeEvent(details);
  };
  document.addEventListener('toggle', ({ target }) => target.open && unfold(target), true);
  // Before it opens, because a `toggle` comes later: what is added then would move what has the focus by now.
  document.addEventListener('click', ({ target }) => {
    const details = target.closest('summary')?.parentElement;
    if (details && !details.open) unfold(details);
  });

  // --- Links within the page: what they lead to is unfolded and in view. ---

  const follow = () => {
    let target;
    try {
      target = /^#([cf]-|subscribe$)/.test(location.hash) && byId(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // Not an address of ours: a lone %.
    }
    if (!target) return;
    if (form && (target.hidden || (state.calls.length && target.id.startsWith('c-')))) {
      // A filter hides what was asked for by name.
      state = none();
      show();
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
    const link = event.target.closest('a[href]');
    const button = event.target.closest('.star');
    if (button) star(button.closest('.conference').id.slice(2));
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.getAttribute('href');
    if (form && href.startsWith('?')) {
      // A link that filters: the place, the country and the tags of a card, and all open calls.
      event.preventDefault();
      const [[name, value]] = [...new URLSearchParams(href)];
      choose(name, value);
      changed();
      scrollTo({ top: 0 });
    } else if (href === '#subscribe' && byId('subscribe').open) {
      complete(byId('subscribe'));
      follow();
    } else if (href === location.hash) {
      // The same link once more changes no address, so nothing else would tell.
      follow();
    }
  });
  follow();
})();
