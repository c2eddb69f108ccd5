  // --- The page in a frame of another site. ---

  whenFiltered(({ wanted }) => {
    byId('shown').hidden = !wanted.length && !state.calls.length;
  });
  read(new URLSearchParams(location.search));
  apply();
  // The page of the site shows the same choice, with the ways to subscribe.
  byId('whole').search = location.search;

  // The page around it can make the frame as high as what is in it.
  const tellHeight = () => {
    const { height } = document.documentElement.getBoundingClientRect();
    parent.postMessage({ type: 'confcal:height', height: Math.ceil(height) }, '*');
  };
  if (parent !== window) new ResizeObserver(tellHeight).observe(document.documentElement);
