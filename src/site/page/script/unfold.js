  // --- What unfolds. ---

  // Runs for a `<details>` that unfolds: before it opens, because a `toggle` comes later and what is added then would move
  // what has the focus by now; and after it was opened in another way than by its summary.
  const whenUnfolded = (selector, run) => {
    const runIf = (details) => details?.matches(selector) && run(details);
    document.addEventListener('toggle', ({ target }) => target.open && runIf(target), true);
    document.addEventListener('click', ({ target }) => {
      const details = target.closest('summary')?.parentElement;
      if (!details?.open) runIf(details);
    });
  };

