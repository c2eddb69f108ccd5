  // --- Months without a conference go, and the past unfolds. ---

  const monthOf = (section) => ({ section, shown: 0, isPast: Boolean(past?.contains(section)) });
  const sections = new Map(all('section.month').map((section) => [section, monthOf(section)]));
  const sectionOf = new Map(cards.map((card) => [card, sections.get(card.element.closest('section.month'))]));
  for (const section of sectionOf.values()) section.shown += 1;
  const countPast = () => [...sections.values()].reduce((sum, { shown, isPast }) => sum + (isPast ? shown : 0), 0);
  let unfolded = false;

  whenFiltered(({ wanted, shown, changed }) => {
    for (const card of changed) sectionOf.get(card).shown += card.shown ? 1 : -1;
    for (const { section, shown } of sections.values()) {
      if (section.hidden !== !shown) section.hidden = !shown;
    }
    document.querySelector('main').classList.toggle('only-calls', state.calls.length > 0);
    const isFiltered = wanted.length > 0;
    for (const element of all('.nothing')) element.hidden = isFiltered;
    const isComing = shown.length > countPast();
    const title = byId('coming-title');
    if (title) title.hidden = isFiltered && !isComing;
    // What is found in the past alone must not stay folded; what the reader unfolded is the reader's.
    const unfold = isFiltered && shown.length > 0 && !isComing;
    if (past && unfold && !past.open) past.open = unfolded = true;
    else if (past && !unfold && unfolded) past.open = unfolded = false;
  });

