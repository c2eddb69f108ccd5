  // --- Ways to add one conference to a calendar: made when they are unfolded. ---

  // The addresses that add a conference to a calendar. An end is exclusive.
  const addresses = (card) => {
    const encode = encodeURIComponent;
    const status = card.querySelector('.status')?.textContent;
    const name = byId(card.getAttribute('aria-labelledby')).textContent;
    const title = status ? `${status}: ${name}` : name;
    const url = card.querySelector('h4 a, .site a')?.href;
    const location = placeOf(card) || card.querySelector('.join')?.href || '';
    const about = card.querySelector('.about')?.textContent.trim() || '';
    const body = [about.length > 160 ? `${about.slice(0, 160).trimEnd()}…` : about, url].filter(Boolean).join('\n\n');
    const [start, end] = card.dataset.when.split('/').map(iso);
    const times = `startdt=${encode(start)}&enddt=${encode(end)}${start.includes('T') ? '' : '&allday=true'}`;
    const compose = (host) =>
      `https://${host}/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&subject=${encode(title)}` +
      `&${times}&location=${encode(location)}&body=${encode(body)}`;
    return [
      ['event-google', 'Google', `https://calendar.google.com/calendar/render?action=TEMPLATE&text=${encode(title)}&dates=${card.dataset.when}&details=${encode(body)}&location=${encode(location)}`],
      ['event-outlook', 'Outlook.com', compose('outlook.live.com')],
      ['event-office', 'Microsoft 365', compose('outlook.office.com')],
    ];
  };
  whenUnfolded('.add', (details) => {
    const card = details.closest('.conference');
    const items = details.querySelector('ul');
    const file = details.querySelector('a');
    if (!card.dataset.when || items.children.length > 1) return;
    const item = (className, text, href, attributes) => {
      const link = make('a', className, text, { href, ...attributes });
      const item = make('li');
      item.append(link);
      return item;
    };
    items.prepend(
      item('event-apple', 'Apple', file.getAttribute('href')),
      ...addresses(card).map(([className, text, href]) => item(className, text, href, { target: '_blank', rel: 'noopener' })),
    );
  });

