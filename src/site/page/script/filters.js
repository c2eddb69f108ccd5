  // --- Filters: the values of one are alternatives, and all filters must match. ---

  const boxes = all('#filters input[type="checkbox"][value]');
  const labels = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box.parentElement.textContent.trim()]));
  // Filters of cards, and the calls that are listed instead of cards.
  const filters = ['region', 'country', 'tag', 'month', 'online', 'id'];
  const names = [...filters, 'calls'];
  const none = () => ({ q: '', unknown: [], ...Object.fromEntries(names.map((name) => [name, []])) });
  let state = none();

  // The value of a filter by what an address has for it: the value itself, or its name; undefined if the page has no such value.
  const values = new Map();
  for (const [key, label] of labels) {
    const [name, value] = key.split('=');
    values.set(`${name}=${label.toLowerCase()}`, value);
  }
  for (const key of labels.keys()) values.set(key, key.split('=')[1]);
  const known = (name, text) =>
    name === 'id' ? byId(`c-${text}`) && text : values.get(`${name}=${text.toLowerCase()}`);
  // What is not known stays in the state, to be said.
  const read = (query) => {
    state = none();
    for (const name of names) {
      const asked = new Set(query.getAll(name).filter(Boolean));
      for (const text of asked) {
        const value = known(name, text);
        if (!value) state.unknown.push([name, text]);
        else if (!state[name].includes(value)) state[name].push(value);
      }
    }
    state.q = (query.get('q') || '').trim();
  };
  // The names of conferences that have a page of their own and are not on this one.
  const namesElsewhere = new Map();
  const isElsewhere = ([name, value]) => name === 'id' && namesElsewhere.has(value);
  const labelOfUnknown = ([name, value]) => `${words.filters[name]} “${value}”`;

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
    // Who asks for nothing but what is not there gets nothing, and not everything.
    if (state.unknown.length && !found.length && !state.calls.length) found.push({ name: 'unknown', fits: () => false });
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

