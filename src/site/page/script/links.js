  // --- Links within the page: what they lead to is unfolded and in view. ---

  const follow = () => {
    let target;
    try {
      target = /^#([cf]-|subscribe$)/.test(location.hash) && byId(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // Not an address of ours: a lone %.
    }
    if (!target) return;
    if (target.hidden || (state.calls.length && target.id.startsWith('c-'))) {
      // A filter hides what was asked for by name.
      state = none();
      show();
      apply();
      remember('replaceState', location.hash);
    }
    for (let element = target; element; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    const focus = target.querySelector(':scope > summary') || target;
    // A card takes the focus only by such a link, so that the keyboard goes on from there.
    if (focus === target && !target.hasAttribute('tabindex')) target.tabIndex = -1;
    focus.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.getAttribute('href');
    if (href.startsWith('?')) {
      // A link that filters: the place, the country and the tags of a card, and all open calls.
      event.preventDefault();
      const [[name, value]] = [...new URLSearchParams(href)];
      choose(name, value);
      update();
      scrollTo({ top: 0 });
    } else if (href === location.hash) {
      // The same link once more changes no address, so nothing else would tell.
      follow();
    }
  });
  follow();
