  // --- The address has what is chosen, and keeps the other parts of its query. ---

  const address = () => {
    const query = new URLSearchParams(location.search);
    // Away and in again: the same choice has the same address, in whatever order it was made.
    for (const name of [...names, 'q']) query.delete(name);
    const text = addChosen(query).toString();
    return location.pathname + (text ? `?${text}` : '');
  };
  const remember = (how, hash = '') => {
    try {
      history[how](null, '', address() + hash);
    } catch {
      // A page opened from a disk has no address to change; some browsers also refuse too many changes at once.
    }
  };
  const update = () => {
    show();
    apply();
    remember('pushState');
  };
  const restore = () => {
    read(new URLSearchParams(location.search));
    show();
    apply();
  };
  addEventListener('popstate', restore);
  // Browsers put back what the form held before a reload; the address knows better.
  addEventListener('pageshow', restore);
  restore();

