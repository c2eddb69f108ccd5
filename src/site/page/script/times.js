  // --- Times on the reader's clock. ---

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
  const when = (moment, { zone, date = true, time = true, weekday = true } = {}) => {
    // A whole day is in UTC.
    const year = (zone === 'UTC' ? moment.getUTCFullYear() : moment.getFullYear()) !== thisYear;
    const key = [zone, date, time, weekday, year].join();
    if (!formats.has(key)) {
      const parts = { timeZone: zone };
      if (date) Object.assign(parts, { day: 'numeric', month: 'short' });
      if (date && weekday) parts.weekday = 'short';
      if (date && year) parts.year = 'numeric';
      if (time) Object.assign(parts, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
      formats.set(key, new Intl.DateTimeFormat(words.locale, parts));
    }
    const format = formats.get(key);
    // The first of a month is `1er` in French.
    if (words.first_day === '1') return format.format(moment);
    return format.formatToParts(moment).map(({ type, value }) => (type === 'day' && value === '1' ? words.first_day : value)).join('');
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
    const own = clock(undefined, moment);
    const isSame = isKnown && isKnown === own;
    if (!time.closest('.call')) {
      // The times of a conference and of a session stay as they are, and the reader's come after them; with the day if it is
      // another one.
      const date = !isKnown || isKnown.split(',')[0] !== own.split(',')[0];
      if (!isSame) time.after(' ', make('span', 'local', say('your_time', { time: when(moment, { date }) })));
      continue;
    }
    const local = say('your_time', { time: when(moment) });
    const source = isKnown ? `${when(moment, { zone, weekday: Boolean(isSame) })} ${name}` : text;
    setText(time, isSame ? source : `${local} (${source})`);
    if (!isSame) time.dataset.local = local;
    time.title = text;
  }
  for (const time of all('.conference .call time.day')) {
    time.title = time.textContent;
    setText(time, when(new Date(`${time.dateTime}T00:00:00Z`), { zone: 'UTC', time: false }));
  }

