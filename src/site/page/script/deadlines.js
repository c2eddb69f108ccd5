  // --- Deadlines: a sentence with the time left. ---

  const spans = new Intl.RelativeTimeFormat(words.locale);
  const calendarDays = new Intl.RelativeTimeFormat(words.locale, { numeric: 'auto' });
  const span = (milliseconds) => {
    const minutes = Math.max(1, Math.floor(milliseconds / minute));
    if (minutes < 60) return spans.format(minutes, 'minute');
    if (minutes < 1440) return spans.format(Math.floor(minutes / 60), 'hour');
    return spans.format(Math.floor(minutes / 1440), 'day');
  };
  // A whole day is given by the instant at which it is over everywhere.
  const calls = all('.conference .call[data-due]').map((element) => {
    const { kind, due, opens } = element.dataset;
    const date = element.querySelector('.due time.day')?.dateTime;
    return { element, kind, date, due: Date.parse(due), opens: opens ? Date.parse(opens) : 0, what: element.querySelector('.what') };
  });
  calls.sort((one, other) => one.due - other.due);

  // Until a day that is given without an hour, the days are counted as on a calendar.
  const untilDay = (date, due, now) => {
    const today = new Date(now);
    const days = Math.round((Date.parse(date) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / day);
    return days >= 0 ? calendarDays.format(days, 'day') : span(due - now);
  };
  const sentence = ({ kind, due, opens, date }, now) => {
    const texts = words.deadlines?.[kind] || {};
    if (due <= now) return texts.closed;
    if (opens > now) return fill(texts.opens, { in: span(opens - now) });
    return fill(texts.closes, { in: date ? untilDay(date, due, now) : span(due - now) });
  };
  // Closed deadlines of a card are folded.
  const fold = (call) => {
    if (call.element.closest('.closed-calls')) return;
    const open = call.element.closest('.calls');
    let closed = open.nextElementSibling;
    if (!closed?.classList.contains('closed-calls')) {
      closed = make('details', 'closed-calls');
      // The page of one conference shows everything.
      closed.open = Boolean(open.closest('.one'));
      closed.append(make('summary', '', say('closed_calls')), make('ul'));
      open.after(closed);
    }
    closed.querySelector('ul').append(call.element);
  };
  const tick = () => {
    const now = Date.now();
    for (const call of calls) {
      setText(call.what, sentence(call, now));
      if (call.due <= now) fold(call);
    }
  };
  tick();
  if (calls.length) setInterval(tick, minute);

