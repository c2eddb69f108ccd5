  // --- Ways to subscribe to a feed: made when it is unfolded. ---

  const agent = navigator.userAgent;
  const platform = /Android/.test(agent) ? 'by-android' : /Windows/.test(agent) ? 'by-outlook' : 'by-app';
  const heading = document.querySelector('#subscribe h2');
  const everythingLabel = heading?.textContent;
  // Here the page knows its own address.
  if (/^https?:$/.test(location.protocol)) for (const note of all('.missing')) note.hidden = true;
  const complete = (details) => {
    const { title } = details.dataset;
    const encode = encodeURIComponent;
    const path = details.dataset.query || details.dataset.path;
    if (details.id === 'subscribe') setText(heading, details.dataset.query ? byId('offer-link').textContent : everythingLabel);
    const input = details.querySelector('input.address');
    // The address of the site, if the page knows it: a feed has one address, wherever the page is read.
    const written = input.getAttribute('value');
    if (!written && !/^https?:$/.test(location.protocol)) return;
    const isWritten = written && !details.dataset.query;
    const url = isWritten ? written : new URL(path, written || location.href.replace(/[?#].*/, '')).href;
    const webcal = url.replace(/^https?:/, 'webcal:');
    const byWeb = (host) => `https://${host}/calendar/0/addfromweb?url=${encode(url)}&name=${encode(title)}`;
    const app = details.querySelector('.by-app');
    const way = (className, name, text, href, hint) => {
      let item = details.querySelector(`.${className}`);
      if (!item) {
        item = make('li', className);
        item.append(make('a', name, text), ' ', make('span', '', hint));
        app.parentElement.insertBefore(item, details.querySelector('.by-android'));
      }
      item.hidden = false;
      item.querySelector('a').setAttribute('href', href);
    };
    way('by-app', 'webcal', '', webcal);
    way('by-google', 'google', 'Google', `https://calendar.google.com/calendar/r?cid=${encode(webcal)}`, say('google_hint'));
    way('by-outlook', 'outlook', 'Outlook.com', byWeb('outlook.live.com'), say('outlook_hint'));
    way('by-office', 'office', 'Microsoft 365', byWeb('outlook.office.com'), say('outlook_hint'));
    way('by-android', 'android', '', url);
    details.querySelector('.by-address').hidden = false;
    details.querySelector('.download').setAttribute('href', path);
    input.value = url;
    const first = details.querySelector(`.${platform}`);
    const focused = document.activeElement;
    first.classList.add('first');
    first.parentElement.prepend(first);
    // What is moved loses the focus.
    if (first.contains(focused)) focused.focus();
    copying(details, input);
  };
  const copying = (details, input) => {
    const button = details.querySelector('.copy');
    if (!button.hidden) return;
    // There before it says something, else screen readers do not notice.
    const said = make('span', 'said', '', { role: 'status' });
    button.after(said);
    button.hidden = false;
    button.addEventListener('click', async () => {
      let done;
      try {
        await navigator.clipboard.writeText(input.value);
        done = true;
      } catch {
        // No clipboard, or not allowed, as on a page without https. What is selected can be copied by hand at least.
        input.focus();
        input.select();
        done = document.execCommand('copy');
      }
      setText(said, say(done ? 'copied' : 'copy_failed'));
    });
  };
  whenUnfolded('.feed, #subscribe', complete);
  document.addEventListener('keydown', ({ key }) => {
    const details = byId('subscribe');
    if (key !== 'Escape' || !details?.open || document.querySelector('.menu[open]')) return;
    const hadFocus = details.contains(document.activeElement);
    details.open = false;
    if (hadFocus) details.querySelector('summary').focus();
  });
  // Open already, it may show the feed of other filters.
  document.addEventListener('click', ({ target }) => {
    const details = byId('subscribe');
    if (details.open && target.closest('a[href="#subscribe"]')) complete(details);
  });

