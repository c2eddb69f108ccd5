  // --- How many conferences are shown. ---

  whenFiltered(({ wanted, shown }) => {
    const n = shown.length;
    const nothing = () => say('none_shown', { what: [...new Set(wanted.map(({ label }) => label))].join(' + ') });
    const count = () => say(n === 1 ? 'shown_one' : 'shown_other', { n });
    const calls = () => (listedCalls.length ? '' : say('no_calls'));
    setText(byId('shown'), !n ? nothing() : state.calls.length ? calls() : count());
  });

