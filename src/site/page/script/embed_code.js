  // --- The line of HTML that shows the same choice on another page. ---

  const embed = byId('embed');
  const showCode = () => {
    const code = embed.querySelector('.code');
    const [, written] = code.defaultValue.match(/ src="([^"]*)"/);
    const url = new URL(written, location.href.replace(/[?#].*/, ''));
    url.search = addChosen(new URLSearchParams());
    const address = url.href.replaceAll('&', '&amp;');
    code.value = code.defaultValue.replace(/ src="[^"]*"/, () => ` src="${address}"`);
    copying(embed, code);
  };
  if (embed && /^https?:$/.test(location.protocol)) {
    embed.hidden = false;
    whenUnfolded('#embed', showCode);
    whenFiltered(() => {
      if (embed.open) showCode();
    });
  }

