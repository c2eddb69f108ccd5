  // --- What is shown, in numbers: conferences that are coming and past ones, or calls; and what was asked for in vain. ---

  const count = (key, n) => say(n === 1 ? `${key}_one` : `${key}_other`, { n });
  // The past conferences of a long list are on the pages of their years.
  const isPart = !past || Boolean(document.querySelector('.years'));
  const saidUnknown = () => {
    const unknown = state.unknown.filter((one) => !isElsewhere(one));
    return unknown.length ? say(isPart ? 'not_here' : 'unknown', { what: unknown.map(labelOfUnknown).join(', ') }) : '';
  };
  const saidShown = ({ wanted, shown }) => {
    if (wanted.some(({ name }) => name === 'unknown')) return '';
    const asked = new Set([...state.calls.map((kind) => labels.get(`calls=${kind}`)), ...wanted.map(({ label }) => label)]);
    const isVain = state.calls.length ? !listedCalls.length : !shown.length;
    if (isVain && wanted.length) return say('none_shown', { what: [...asked].join(' + ') });
    if (state.calls.length) return isVain ? say('no_calls') : count('calls', listedCalls.length);
    if (isVain) return '';
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

