  // --- Conferences that have ended since the page was made go into the past. ---

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

  const ended = past ? all('#coming .conference').filter((card) => overAt(card) <= Date.now()) : [];
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

