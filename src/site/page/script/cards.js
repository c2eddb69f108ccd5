  // --- The cards. They are read once; a filter then touches only what it changes. ---

  const list = (text) => (text || '').split(' ').filter(Boolean);
  // The regions of a country are the same on every card, so the menu of countries has them.
  const regions = new Map(all('#filters input[name="country"]').map(({ value, dataset }) => [value, dataset.regions]));
  const cards = all('.conference').map((element) => {
    const data = element.dataset;
    const id = element.id.slice(2);
    const region = list(data.country).map((country) => regions.get(country) || '').join(' ');
    const values = { region, country: data.country, tag: data.tags, month: data.months ?? element.closest('section.month').dataset.month, id };
    const keys = Object.entries(values).flatMap(([name, text]) => list(text).map((value) => `${name}=${value}`));
    if ('online' in data) keys.push('online=only');
    return {
      element,
      id,
      keys: new Set(keys),
      search: data.search || '',
      isPast: Boolean(past?.contains(element)),
      isDated: !element.querySelector('.undated'),
      shown: true,
    };
  });
  const byCard = new Map(cards.map((card) => [card.element, card]));

