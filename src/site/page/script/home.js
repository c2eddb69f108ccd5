  // --- The folder of the site, from an address in it that does not exist: the nearest above with the manifest of a site. ---

  const findHome = async () => {
    const parts = location.pathname.split('/').slice(0, 9);
    while (parts.length > 1) {
      parts.pop();
      const folder = `${parts.join('/')}/`;
      const { ok } = await fetch(`${folder}feeds.json`, { method: 'HEAD' });
      if (!ok) continue;
      for (const link of document.querySelectorAll('link[href], a[href]')) {
        link.setAttribute('href', folder + link.getAttribute('href').slice(1));
      }
      return;
    }
  };
  findHome();

