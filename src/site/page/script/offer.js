  // --- The feed for what is shown. ---

  const feeds = all('.feed[data-filter]').map((element) => ({
    element,
    title: element.dataset.title || '',
    events: Number(element.dataset.events) || 0,
    keys: [...new URLSearchParams(element.dataset.filter)].map(([name, value]) => `${name}=${value}`),
  }));
  // A server makes a feed for every choice.
  const hasQueries = 'queries' in document.querySelector('main').dataset;
  // The filters as a server takes them: a tag by its name.
  const serverQuery = () => {
    const query = new URLSearchParams();
    for (const name of filters.filter((name) => name !== 'month')) {
      for (const value of state[name]) query.append(name, name === 'tag' ? labels.get(`tag=${value}`) : value);
    }
    if (state.calls.length) query.set('only', 'deadlines');
    for (const kind of state.calls) for (const one of kind === 'open' ? words.proposals : [kind]) query.append('kind', one);
    return query;
  };

  // A feed that the choice itself names also holds what will be listed later, so it comes before one that holds all of this
  // by chance.
  const nearestFeed = (named, shown) => {
    const fewest = (some) => some.reduce((best, feed) => (best && best.events <= feed.events ? best : feed), undefined);
    const single = feeds.filter((feed) => feed.keys.length === 1);
    const holds = ({ keys }) => shown.every((card) => card.keys.has(keys[0]));
    return (
      fewest(single.filter((feed) => named.includes(feed.keys[0]))) ||
      fewest(single.filter(holds)) ||
      feeds.find((feed) => !feed.keys.length)
    );
  };
  whenFiltered(({ wanted, shown }) => {
    const box = byId('offer');
    const link = byId('offer-link');
    if (!feeds.length) return;
    const named = wanted.flatMap(({ keys }) => (keys?.length === 1 ? keys : []));
    const asked = [...named, ...state.calls.map((kind) => `calls=${kind}`)];
    const size = wanted.length + state.calls.length;
    const exact = feeds.find(({ keys }) => keys.length === size && keys.every((key) => asked.includes(key)));
    // There is no feed near to some calls, because the others have conferences, or to nothing.
    const feed = exact || (state.calls.length || !size || !shown.length ? undefined : nearestFeed(named, shown));
    const onDemand = hasQueries && !exact && wanted.every(({ name }) => !['q', 'month'].includes(name));
    // The button at the top offers everything.
    const isVain = wanted.some(({ name }) => name === 'unknown');
    box.hidden = !(feed || onDemand) || !size || isVain;
    if (box.hidden) return;
    // A feed has no event of a conference without dates.
    const isWhole = state.calls.length > 0 || shown.every(({ isDated }) => isDated);
    const how = !exact && !onDemand ? 'nearest_feed' : isWhole ? 'exact_feed' : 'exact_feed_but_undated';
    const title = onDemand ? [...wanted.map(({ label }) => label), ...state.calls.map((kind) => labels.get(`calls=${kind}`))].join(' + ') : feed.title;
    setText(byId('offer-text'), say(how));
    setText(link, title);
    const everything = byId('subscribe');
    if (onDemand) everything.dataset.query = `feed.ics?${serverQuery()}`;
    else delete everything.dataset.query;
    link.setAttribute('href', onDemand ? '#subscribe' : `#${feed.element.id}`);
  });

