
  // --- The button on the page of a conference. ---

  const ownAddress = () => document.querySelector('link[rel="canonical"]')?.href || location.href;
  document.querySelector('.conference').append(shareRow(ownAddress));
