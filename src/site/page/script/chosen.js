  // --- A button for each value that is chosen, which removes it; where nothing is left, one for each filter, with what is
  // then. ---

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
    if (state.id.length) items.push(chip(`★ ${say('starred')}${words.colon}${state.id.length}`, () => (state.id = [])));
    for (const unknown of state.unknown) {
      items.push(chip(labelOfUnknown(unknown), () => (state.unknown = state.unknown.filter((other) => other !== unknown))));
    }
    const asked = [...new Set(wanted.map(({ name }) => name))];
    if (!shown.length && asked.length > 1) {
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
  });

