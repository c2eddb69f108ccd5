  // --- A button for each value that is chosen, which removes it; where nothing is left, one for each filter, with what is
  // then. ---

  const askedIds = () => [...state.id, ...state.unknown.filter(isElsewhere).map(([, id]) => id)];
  whenFiltered(({ wanted, shown }) => {
    const box = byId('chosen');
    const button = (label, text, change) => {
      const element = make('button', '', text, { type: 'button', 'aria-label': label });
      element.addEventListener('click', () => {
        change();
        update();
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
    const ids = askedIds().length;
    const forgetIds = () => {
      state.id = [];
      state.unknown = state.unknown.filter((unknown) => !isElsewhere(unknown));
    };
    if (ids) items.push(chip(`★ ${say('starred')}${words.colon}${ids}`, forgetIds));
    for (const unknown of state.unknown.filter((unknown) => !isElsewhere(unknown))) {
      items.push(chip(labelOfUnknown(unknown), () => (state.unknown = state.unknown.filter((other) => other !== unknown))));
    }
    const asked = [...new Set(wanted.map(({ name }) => name))];
    const drop = (name, what, n) => {
      const text = say('without', { what, n });
      if (n) items.push(button(text, text, () => (state[name] = none()[name])));
    };
    const isOfCalls = state.calls.length > 0;
    const isVain = isOfCalls ? !listedCalls.length : !shown.length;
    if (isVain && asked.length + isOfCalls > 1) {
      for (const name of asked) {
        const rest = wanted.filter((condition) => condition.name !== name);
        const fits = (card) => rest.every((condition) => condition.fits(card));
        const found = isOfCalls ? openCalls(Infinity, isAskedCall, Date.now(), fits) : cards.filter(fits);
        drop(name, wanted.find((condition) => condition.name === name).label, found.length);
      }
      if (isOfCalls) drop('calls', state.calls.map((kind) => labels.get(`calls=${kind}`)).join(', '), shown.length);
    }
    box.replaceChildren(...items);
    box.hidden = !items.length;
    byId('reset').hidden = !wanted.length && !state.calls.length;
  });

