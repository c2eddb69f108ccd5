  // --- What is shown, in numbers: conferences that are coming and past ones, or calls; and what was asked for in vain. ---

  const count = (key, n) => say(n === 1 ? `${key}_one` : `${key}_other`, { n });
  // The past conferences of a long list are on the pages of their years.
  const isPart = !past || Boolean(document.querySelector('.years'));
  const saidUnknown = () =>
    state.unknown.length ? say(isPart ? 'not_here' : 'unknown', { what: state.unknown.map(labelOfUnknown).join(', ') }) : '';
  const saidShown = ({ wanted, shown }) => {
    if (wanted.some(({ name }) => name === 'unknown')) return '';
    if (!shown.length) return wanted.length ? say('none_shown', { what: [...new Set(wanted.map(({ label }) => label))].join(' + ') }) : '';
    if (state.calls.length) return listedCalls.length ? count('calls', listedCalls.length) : say('no_calls');
    const past = countPast();
    const coming = shown.length - past;
    return [coming && count('shown', coming), past && count('past', past)].filter(Boolean).join(' · ');
  };
  let filtered;
  const showCount = () => setText(byId('shown'), [saidUnknown(), saidShown(filtered)].filter(Boolean).join(' '));
  whenFiltered((now) => {
    filtered = now;
    showCount();
  });
  // The calls that are listed close one after the other.
  if (calls.length) setInterval(showCount, minute);

