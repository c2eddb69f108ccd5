  // --- Stars: conferences that a reader marks, kept in this browser, for all pages of the site. ---

  const storageKey = `confcal ${new URL(home || './', location.href).pathname.replace(/[^/]*$/, '')}`;
  let starred = [];
  try {
    starred = JSON.parse(localStorage.getItem(storageKey) || '[]').filter((id) => typeof id === 'string');
  } catch {
    // No storage, as on a page opened from a disk: stars last as long as the page.
  }
  const starButtons = new Map();
  const showStar = (id) => {
    const [button, isStarred] = [starButtons.get(id), starred.includes(id)];
    button.setAttribute('aria-pressed', String(isStarred));
    setText(button, isStarred ? '★' : '☆');
  };
  // Parts of the page that go along with the stars.
  const starFollowers = [];
  const star = (id) => {
    starred = starred.includes(id) ? starred.filter((other) => other !== id) : [...starred, id];
    showStar(id);
    try {
      localStorage.setItem(storageKey, JSON.stringify(starred));
    } catch {
      // As above.
    }
    for (const follower of starFollowers) follower();
  };
  for (const card of all('.conference')) {
    const id = card.id.slice(2);
    const name = byId(card.getAttribute('aria-labelledby')).textContent.trim();
    const button = make('button', 'star', '', { type: 'button', 'aria-label': say('star', { name }) });
    starButtons.set(id, button);
    showStar(id);
    card.prepend(button);
  }
  document.documentElement.classList.add('stars');
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('.star');
    if (button) star(button.closest('.conference').id.slice(2));
  });

