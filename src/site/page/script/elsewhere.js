
  // --- Conferences that the address asks for and that are on the page of their year: by name, with a link to their own page. ---

  const maxElsewhere = 50;
  const askedElsewhere = new Set();
  const findElsewhere = async (id) => {
    if (askedElsewhere.has(id) || askedElsewhere.size === maxElsewhere) return;
    askedElsewhere.add(id);
    try {
      const answer = await fetch(`c/${encodeURIComponent(id)}/`);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      namesElsewhere.set(id, page.querySelector('h1').textContent.trim());
      apply();
    } catch {
      // No such page, or no connection: the address says something that is not here.
    }
  };
  const elsewhere = make('ul', '', '', { id: 'elsewhere' });
  byId('shown').after(elsewhere);
  whenFiltered(() => {
    for (const [name, value] of isPart ? state.unknown : []) if (name === 'id') findElsewhere(value);
    const item = ([, id]) => {
      const item = make('li');
      item.append(make('a', '', namesElsewhere.get(id), { href: `c/${encodeURIComponent(id)}/` }));
      return item;
    };
    elsewhere.replaceChildren(...state.unknown.filter(isElsewhere).map(item));
    elsewhere.hidden = !elsewhere.children.length;
  });
