  // --- The page in a frame of another site. ---

  whenFiltered(({ wanted }) => {
    byId('shown').hidden = !wanted.length && !state.calls.length && !state.unknown.length;
  });
  const query = new URLSearchParams(location.search);
  read(query);
  apply();
  // A link without what is not known, in the frame.
  for (const [name, value] of state.unknown) query.delete(name, value);
  if (state.unknown.length) {
    const what = state.unknown.map(labelOfUnknown).join(', ');
    const href = `?${query}`;
    byId('shown').append(' ', make('a', '', say('remove', { what }), { href, target: '_self' }));
  }
  // The page of the site shows the same choice, with the ways to subscribe.
  byId('whole').search = location.search;

  // The page around it can make the frame as high as what is in it.
  const tellHeight = () => {
    const { height } = document.documentElement.getBoundingClientRect();
    parent.postMessage({ type: 'confcal:height', height: Math.ceil(height) }, '*');
  };
  if (parent !== window) new ResizeObserver(tellHeight).observe(document.documentElement);
