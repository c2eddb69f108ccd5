  // --- A conference that has ended since the page was made is over, and nobody adds it to a calendar. ---

  for (const card of all('.conference')) {
    const mark = card.querySelector('.over');
    if (!mark || !(overAt(card) <= Date.now())) continue;
    mark.hidden = false;
    card.querySelector('.add')?.remove();
  }

