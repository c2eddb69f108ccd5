  // --- Elements and texts. Texts of the list go in as textContent. ---

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const setText = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };
  const make = (name, className, text, attributes = {}) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const words = JSON.parse(byId('words')?.textContent || '{}');
  // A function as replacement, because a `$` in a title has a meaning in a text.
  const fill = (text, values) => (text || '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = (key, values = {}) => fill(words[key], values);

  // The place of a conference, without the words that say that one can join online.
  const placeOf = (card) => {
    const place = card.querySelector('.place')?.cloneNode(true);
    place?.querySelector('.online')?.remove();
    return place?.textContent.trim() || '';
  };

  // The way to the folder of the site.
  const { home = '' } = document.querySelector('main').dataset;

  const minute = 60_000;
  const day = 1440 * minute;
  // `20220711` and `20220711T170000Z`, as they are in addresses of Google, in ISO 8601.
  const iso = (text) => text.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3').replace(/T(\d\d)(\d\d)(\d\d)/, 'T$1:$2:$3');

  // On a disk nothing shows the page of a folder, so a link to a folder leads to its page.
  const completeLinks = (root) => {
    if (location.protocol !== 'file:') return;
    for (const link of all('a[href]', root)) {
      if (link.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    }
  };
  completeLinks(document);

  // The instant at which the conference of a card is over: the end of its times, if it does not say another. A whole day ends
  // when it has ended everywhere on Earth.
  const overAt = ({ dataset: { over, when } }) => {
    const end = when?.split('/')[1];
    return over || !end ? Date.parse(over) : Date.parse(iso(end)) + (end.includes('T') ? 0 : day / 2);
  };

