  // --- The map and the timeline. ---

  const strip = byId('strip');
  const firstDay = Date.parse(strip?.dataset.first);
  const pictures = new Map();
  // Each leads to its card.
  const idOf = (picture) => picture.getAttribute('href').slice('#c-'.length);
  for (const picture of all('.mark, .bar')) {
    const id = idOf(picture);
    pictures.set(id, [...(pictures.get(id) || []), picture]);
  }
  for (const card of cards) {
    if (card.isPast) for (const picture of pictures.get(card.id) || []) picture.classList.add('past');
  }

  // The number of conferences that are not on the map.
  let offMap = 0;
  const onMap = new Set(all('.mark').map(idOf));
  for (const { id } of onMap.size ? cards : []) if (!onMap.has(id)) offMap += 1;
  const sayOffMap = () => setText(byId('off-map'), offMap ? count('off_map', offMap) : '');

  // How many conferences begin in each week of a histogram.
  const weeks = all('.week');
  const inWeek = weeks.map(() => 0);
  const weekOf = ({ element: { dataset } }) =>
    dataset.when ? Math.max(0, Math.floor((Date.parse(iso(dataset.when.split('/')[0])) - firstDay) / (7 * day))) : -1;
  const weekOfCard = new Map(weeks.length ? cards.map((card) => [card, weekOf(card)]) : []);
  const countInWeek = (card, n) => {
    const week = weekOfCard.get(card);
    if (week in inWeek) inWeek[week] += n;
  };
  for (const card of weekOfCard.keys()) countInWeek(card, 1);
  const drawWeeks = () => {
    const most = Math.max(1, ...inWeek);
    weeks.forEach((bar, at) => {
      const height = (strip.dataset.histogram * inWeek[at]) / most;
      bar.setAttribute('height', height.toFixed(1));
      bar.setAttribute('y', (bar.ownerSVGElement.getAttribute('height') - height).toFixed(1));
      setText(bar.firstElementChild, say('week', { day: bar.dataset.day, n: inWeek[at] }));
    });
  };
  whenFiltered(({ shown, changed }) => {
    for (const card of changed) {
      for (const picture of pictures.get(card.id) || []) picture.classList.toggle('off', !card.shown);
      countInWeek(card, card.shown ? 1 : -1);
      if (!onMap.has(card.id)) offMap += card.shown ? 1 : -1;
    }
    drawWeeks();
    sayOffMap();
    // A picture of nothing says nothing.
    for (const section of all('.picture')) section.hidden = !shown.length || (isStripEmpty && section.contains(strip));
  });

  // The timeline shows twelve months from the reader's on, whenever the page was made.
  const pixels = (instant) => ((instant - firstDay) / day) * strip.dataset.day;
  let isStripEmpty = false;
  const moveStrip = () => {
    const svg = strip.querySelector('svg');
    const now = new Date();
    const monthAfter = (months) => pixels(Date.UTC(now.getFullYear(), now.getMonth() + months, 1));
    const left = Math.max(0, monthAfter(0));
    const width = Math.ceil(monthAfter(12) - monthAfter(0));
    const right = left + width;
    svg.setAttribute('width', width);
    svg.setAttribute('viewBox', `${left.toFixed(1)} 0 ${width} ${svg.getAttribute('height')}`);
    for (const name of ['x1', 'x2']) byId('today').setAttribute(name, pixels(now).toFixed(1));
    const at = (element, name = 'x') => Number(element.getAttribute(name));
    const tick = all('.tick-name', svg).find((name) => Math.abs(at(name) - left) < 1);
    if (tick && !/\d{4}/.test(tick.textContent)) tick.textContent += ` ${now.getFullYear()}`;
    for (const name of all('.bar-name', svg)) {
      name.classList.remove('cut');
      name.classList.toggle('cut', at(name) < left || at(name) + name.getComputedTextLength() > right);
    }
    isStripEmpty = !all('.bar rect, .week', svg).some((rect) => at(rect) < right && at(rect) + at(rect, 'width') > left);
  };
  if (strip) moveStrip();
