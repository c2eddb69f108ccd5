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
    const sections = all('.picture');
    const wasHidden = sections[0]?.hidden;
    for (const section of sections) section.hidden = !shown.length;
    // What is hidden cannot be scrolled.
    if (wasHidden && shown.length) scrollToNow();
  });

  // The timeline begins this month, whenever the page was made.
  const pixels = (instant) => ((instant - firstDay) / day) * strip.dataset.day;
  const scrollToNow = () => {
    const month = new Date();
    if (strip) strip.scrollLeft = Math.max(0, pixels(Date.UTC(month.getFullYear(), month.getMonth(), 1)));
  };
  for (const name of strip ? ['x1', 'x2'] : []) byId('today').setAttribute(name, pixels(Date.now()).toFixed(1));
  scrollToNow();

