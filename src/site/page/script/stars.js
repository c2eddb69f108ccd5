  // --- The starred conferences: a filter, a file and a view. ---

  // One that is over may be on the page of its year; its star stays.
  const starredHere = () => starred.filter((id) => known('id', id));
  const starredLabel = document.querySelector('#filters .starred');
  const starredBox = starredLabel.querySelector('input');
  const showStars = () => {
    starredLabel.hidden = !starredHere().length && !state.id.length;
    setText(starredLabel.querySelector('span'), `★ ${say('starred')} (${starredHere().length})`);
    starredBox.checked = state.id.length > 0;
  };
  starredBox.addEventListener('change', () => {
    state.id = starredBox.checked ? starredHere() : [];
    update();
  });
  starFollowers.push(showStars);

  // The chosen conferences as a file, with the events as they are in the feed of everything; and as a view, for the keeper.
  const showStarred = () => {
    let box = byId('starred');
    if (!box && !state.id.length) return;
    if (!box) {
      box = make('div', '', '', { id: 'starred' });
      const download = make('button', '', say('download_starred'), { type: 'button' });
      download.addEventListener('click', () => downloadStarred());
      const view = make('details');
      view.append(make('summary', '', say('view_starred')), make('pre'));
      box.append(download, view);
      byId('offer').after(box);
    }
    box.hidden = !state.id.length;
    const ids = state.id.map((id) => JSON.stringify(id)).join(', ');
    setText(box.querySelector('pre'), `[[view]]\npath = "starred.ics"\nname = "${say('starred')}"\nid = [${ids}]\n`);
  };
  const downloadStarred = async () => {
    const ids = state.id;
    const answers = await Promise.all([fetch(byId('subscribe').dataset.path), fetch('conferences.json')]);
    const [feed, data] = [await answers[0].text(), await answers[1].json()];
    const uids = new Set(data.conferences.filter(({ id }) => ids.includes(id)).map(({ uid }) => uid));
    const url = URL.createObjectURL(new Blob([selection(feed, uids)], { type: 'text/calendar' }));
    make('a', '', '', { href: url, download: 'starred.ics' }).click();
    setTimeout(() => URL.revokeObjectURL(url), minute);
  };
  // The events of conferences, and of their sessions and deadlines, out of a feed, with the time zones that they need.
  const selection = (feed, uids) => {
    const [head, ...events] = feed.split('BEGIN:VEVENT\r\n');
    const tail = 'END:VCALENDAR\r\n';
    const bare = (text) => text.replace(/\r\n[ \t]/g, '');
    const values = (text, name) => [...bare(text).matchAll(new RegExp(`^${name}[^:]*:(.*)$`, 'gm'))].map((match) => match[1].trim());
    const chosen = events
      .map((event) => `BEGIN:VEVENT\r\n${event.replace(tail, '')}`)
      .filter((event) => [...values(event, 'UID'), ...values(event, 'RELATED-TO')].some((uid) => uids.has(uid)));
    const zones = new Set(chosen.flatMap((event) => [...bare(event).matchAll(/;TZID=([^:;]+)/g)].map((match) => match[1])));
    const isNeeded = (zone) => values(zone, 'TZID').some((name) => zones.has(name));
    const [start, ...zoneParts] = head.split('BEGIN:VTIMEZONE\r\n').map((part, at) => (at ? `BEGIN:VTIMEZONE\r\n${part}` : part));
    return [start, ...zoneParts.filter(isNeeded), ...chosen, tail].join('');
  };
  whenFiltered(() => {
    showStars();
    showStarred();
  });

