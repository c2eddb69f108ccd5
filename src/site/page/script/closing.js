  // --- The open calls of the conferences that are shown: the next ones, or all of a kind. ---

  // The menu has the kinds that somebody can answer: a notification and a final version are none.
  const isCall = (call) => labels.has(`calls=${call.kind}`);
  const isProposals = (call) => words.proposals.includes(call.kind);
  const closing = byId('closing');
  const closingTitle = byId('closing-title');
  const closingLabel = closingTitle?.textContent;
  const cardOf = new Map(calls.map((call) => [call, byCard.get(call.element.closest('.conference'))]));
  // The text of an open call, with the name of its round.
  const ofCall = (call, now) => {
    const name = call.element.querySelector('.what ~ bdi');
    return sentence(call, now) + (name ? words.colon + name.textContent : '');
  };
  const openCalls = (most, isWanted, now, isAsked = ({ shown }) => shown) => {
    const found = [];
    for (const call of calls) {
      if (found.length === most) break;
      const card = cardOf.get(call);
      if (call.due <= now || call.opens > now || !card || !isAsked(card) || card.isPast || !isWanted(call)) continue;
      // Nobody should answer the call of a conference that is put off.
      if (card.element.classList.contains('off-days')) continue;
      // The next ones are of as many conferences.
      if (!state.calls.length && found.some((other) => cardOf.get(other) === card)) continue;
      found.push(call);
    }
    return found;
  };
  const closingItem = (call, isWanted, now) => {
    const card = cardOf.get(call);
    const item = make('li', 'call', '', { 'data-of': card.id, 'data-due': call.element.dataset.due });
    const link = make('a', '', '', { href: `${home}#c-${card.id}` });
    const bdi = card.element.querySelector('h4 bdi').cloneNode(true);
    setText(bdi, card.element.dataset.short || bdi.textContent);
    link.append(bdi);
    const time = call.element.querySelector('.due time');
    const due = isWanted ? time.textContent : time.dataset.local || time.textContent;
    item.append(link, ' ', make('span', 'what', ofCall(call, now)), ' ', make('span', 'due', due));
    if (isWanted) {
      const days = card.element.querySelector('.when :is(.day, .days, .undated)')?.textContent || '';
      const online = card.element.querySelector('.place .online')?.textContent || '';
      const about = make('span', 'aside');
      for (const part of [days, placeOf(card.element), online].filter(Boolean)) about.append(about.hasChildNodes() ? ' · ' : '', make('bdi', '', part));
      item.append(about);
    }
    return item;
  };

  // In a frame of another site there are the calls that were asked for alone.
  const maxNext = home ? 0 : innerWidth < 700 ? 3 : 5;
  let listedCalls = [];
  let listedFor;
  const isAskedCall = (call) => state.calls.includes(call.kind) || (state.calls.includes('open') && isProposals(call));
  const showClosing = () => {
    if (!closing) return;
    const wanted = state.calls.length > 0;
    const now = Date.now();
    listedCalls = openCalls(wanted ? Infinity : maxNext, wanted ? isAskedCall : isCall, now);
    const box = closing.querySelector('ol');
    // As long as the same calls are listed only their texts change, and the focus stays where it is.
    const key = JSON.stringify([wanted, ...listedCalls.map((call) => calls.indexOf(call))]);
    if (key === listedFor) {
      listedCalls.forEach((call, at) => {
        setText(box.children[at].querySelector('.what'), ofCall(call, now));
      });
      return;
    }
    listedFor = key;
    box.replaceChildren(...listedCalls.map((call) => closingItem(call, wanted, now)));
    completeLinks(box);
    setText(closingTitle, wanted ? state.calls.map((kind) => labels.get(`calls=${kind}`)).join(', ') : closingLabel);
    closing.hidden = !wanted && !listedCalls.length;
    closing.querySelector('.all-calls').hidden = wanted;
  };
  whenFiltered(showClosing);
  if (calls.length) setInterval(showClosing, minute);

