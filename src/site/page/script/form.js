  // --- The form of the filters. ---

  const form = byId('filters');
  const choose = (name, value, isOn = true) => {
    if (name === 'q') state.q = value;
    else state[name] = [...state[name].filter((other) => other !== value), ...(isOn ? [value] : [])];
  };
  // What is chosen, as the query of an address.
  const addChosen = (query) => {
    for (const name of names) for (const value of state[name]) query.append(name, value);
    for (const [name, value] of state.unknown) query.append(name, value);
    if (state.q) query.append('q', state.q);
    return query;
  };

  // Puts what is chosen into the form.
  const show = () => {
    for (const box of boxes) if (names.includes(box.name)) box.checked = state[box.name].includes(box.value);
    for (const summary of all('.menu > summary', form)) {
      const chosen = all('input:checked', summary.parentElement).length;
      setText(summary, chosen ? `${summary.dataset.label} (${chosen})` : summary.dataset.label);
    }
    const typed = form.elements.q;
    // Not while it is the same: that would move the caret.
    if (typed.value.trim() !== state.q) typed.value = state.q;
  };
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => {
    if (event.target.name !== 'q') return;
    state.q = event.target.value.trim();
    apply();
    remember('replaceState');
  });
  form.addEventListener('change', ({ target }) => {
    if (!names.includes(target.name)) return;
    choose(target.name, target.value, target.checked);
    update();
  });
  byId('reset').addEventListener('click', () => {
    state = none();
    update();
    form.elements.q.focus();
  });

  // A menu opens over what is below it, in view, and closes as menus do.
  const menus = all('.menu', form);
  const closeMenus = (but) => {
    for (const menu of menus) if (menu !== but) menu.open = false;
  };
  for (const menu of menus) {
    menu.addEventListener('toggle', () => {
      if (!menu.open) return;
      closeMenus(menu);
      const { left, bottom } = menu.getBoundingClientRect();
      const options = menu.querySelector('.options');
      options.style.top = `${bottom + 4}px`;
      options.style.left = `${Math.max(8, Math.min(left, innerWidth - options.offsetWidth - 8))}px`;
    });
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  }
  document.addEventListener('click', (event) => closeMenus(event.target.closest('.menu')));
  document.addEventListener('focusin', (event) => closeMenus(event.target.closest('.menu')));
  addEventListener('scroll', () => closeMenus(), { passive: true });
  addEventListener('resize', () => closeMenus());

