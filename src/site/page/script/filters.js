  // --- Filters: the values of one are alternatives, and all filters must match. ---

  const boxes = all('#filters input[type="checkbox"][value]');
  const labels = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box.parentElement.textContent.trim()]));
  // Filters of cards, and the calls that are listed instead of cards.
  const filters = ['region', 'country', 'tag', 'month', 'online', 'id'];
  const names = [...filters, 'calls'];
  const none = () => ({ q: '', ...Object.fromEntries(names.map((name) => [name, []])) });
  let state = none();

  // Values that the page does not offer count as nothing chosen.
  const known = (name, value) => (name === 'id' ? Boolean(byId(`c-${value}`)) : labels.has(`${name}=${value}`));
  const read = (query) => {
    state = none();
    for (const name of names) state[name] = [...new Set(query.getAll(name))].filter((value) => known(name, value));
    state.q = (query.get('q') || '').trim();
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
    for (const word of searchWords(state.q)) {
      found.push({ name: 'q', label: `“${state.q}”`, fits: finder(word) });
    }
    return found;
  };

  // Parts of the page that go along with the cards: each gets the conditions, the cards that are shown, and those that were
  // shown or hidden just now.
  const followers = [];
  const whenFiltered = (follower) => followers.push(follower);
  const apply = () => {
    const wanted = conditions();
    const shown = [];
    const changed = [];
    for (const card of cards) {
      const fits = wanted.every((condition) => condition.fits(card));
      if (fits) shown.push(card);
      if (card.shown === fits) continue;
      card.shown = fits;
      card.element.hidden = !fits;
      changed.push(card);
    }
    for (const follower of followers) follower({ wanted, shown, changed });
  };

