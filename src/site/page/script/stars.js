  // --- The starred conferences: a filter, a file and a view. ---

  // One that is over may be on the page of its year. One that has left a list keeps its star, and is not counted.
  const starredHere = () => (isPart ? starred : starred.filter((id) => known('id', id)));
  const starredLabel = document.querySelector('#filters .starred');
  const starredBox = starredLabel.querySelector('input');
  const asksForIds = () => state.id.length > 0 || (isPart && state.unknown.some(([name]) => name === 'id'));
  const showStars = () => {
    starredLabel.hidden = !starredHere().length && !asksForIds();
    setText(starredLabel.querySelector('span'), `★ ${say('starred')} (${starredHere().length || askedIds().length})`);
    starredBox.checked = asksForIds();
  };
  starredBox.addEventListener('change', () => {
    const wanted = starredBox.checked ? starredHere() : [];
    state.id = wanted.filter((id) => known('id', id));
    const unknown = wanted.filter((id) => !known('id', id)).map((id) => ['id', id]);
    state.unknown = [...state.unknown.filter(([name]) => name !== 'id'), ...unknown];
    update();
  });
  starFollowers.push(showStars);

  // The chosen conferences as a file, with the events as they are in the feed of everything; and as a view, for the keeper.
  const showStarred = () => {
    let box = byId('starred');
    if (!box && !askedIds().length) return;
    if (!box) {
      box = make('div', '', '', { id: 'starred' });
      const download = make('button', '', say('download_starred'), { type: 'button' });
      download.addEventListener('click', () => downloadStarred());
      const view = make('details');
      view.append(make('summary', '', say('view_starred')), make('pre'));
      box.append(shareRow(starredAddress), download, view);
      byId('offer').after(box);
    }
    box.hidden = !askedIds().length;
    const ids = askedIds().map((id) => JSON.stringify(id)).join(', ');
    setText(box.querySelector('pre'), `[[view]]\npath = "starred.ics"\nname = "${say('starred')}"\nid = [${ids}]\n`);
  };
  const starredAddress = () => {
    const url = new URL(document.querySelector('link[rel="canonical"]')?.href || location.href);
    url.search = addChosen(new URLSearchParams());
    url.hash = '';
    return url.href;
  };
  const downloadStarred = async () => {
    const ids = askedIds();
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
    return [headOfStarred(bare(start)), ...zoneParts.filter(isNeeded), ...chosen, tail].join('');
  };
  // The head of the feed with a name of its own, and without the address, the description and the refresh, which are the feed's.
  const headOfStarred = (head) => {
    const text = `${document.querySelector('h1').textContent.trim()}: ${say('starred')}`;
    const name = text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ');
    const lines = head.split('\r\n').filter((line) => !/^(SOURCE|URL|REFRESH-INTERVAL|X-PUBLISHED-TTL|DESCRIPTION|X-WR-CALDESC)[;:]/.test(line));
    return lines.map((line) => foldedLine(line.replace(/^(NAME|X-WR-CALNAME)([;:]).*/, (_, key) => `${key}:${name}`))).join('\r\n');
  };
  // A line has 75 octets at most; it goes on after a blank.
  const foldedLine = (line) => {
    let [octets, text] = [0, ''];
    for (const char of line) {
      const { length } = new TextEncoder().encode(char);
      if (octets + length > 75) [octets, text] = [1, `${text}\r\n `];
      octets += length;
      text += char;
    }
    return text;
  };
  whenFiltered(() => {
    showStars();
    showStarred();
  });

