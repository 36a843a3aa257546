// Keeps an open page up with the hub. The server says that something changed; htmx asks for it.
(() => {
  'use strict';
  let source = null;
  let isPending = false;
  let isAsking = false;
  let isPressing = false;
  let open = new Set();

  const show = (state) => {
    const element = document.getElementById('live-state');
    element.dataset.state = state;
    element.querySelector('.label').textContent = element.dataset[state];
  };

  // A person who is filling something in is not interrupted, and a button that is being pressed stays
  // until it is let go: a click on what was replaced under it would be lost.
  const isBusy = () => {
    const active = document.activeElement;
    const isTyping = active && active.closest('#live, #list') && active.matches('input, select, textarea');
    const isPicking = document.querySelector('#live input[type=checkbox]:checked') !== null;
    return isPressing || isTyping || isPicking || document.querySelector('#link-a-ticket[open], details.do[open]') !== null;
  };

  // What htmx puts in place listens a moment later.
  const SETTLED_MILLIS = 100;

  const isPart = (element) => element && (element.id === 'live' || element.id === 'list');

  // The part that asks is replaced by the answer, and a request that waits in it is lost with it.
  const refresh = () => {
    if (isAsking || isBusy()) {
      isPending = true;
      return;
    }
    isPending = false;
    htmx.trigger(document.body, 'hub-changed');
  };

  const retryPending = () => {
    if (isPending) {
      setTimeout(() => isPending && refresh(), 0);
    }
  };

  const listen = () => {
    source = new EventSource('/live');
    source.addEventListener('open', () => {
      show('live');
      refresh();
    });
    source.addEventListener('error', () => {
      show('lost');
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(listen, 3000);
      }
    });
    source.addEventListener('changed', refresh);
  };

  // Hidden pages let go, because a browser keeps only a few connections to one server.
  document.addEventListener('visibilitychange', () => {
    source?.close();
    if (!document.hidden) {
      listen();
    }
  });

  document.addEventListener('pointerdown', () => (isPressing = true));
  for (const end of ['pointerup', 'pointercancel']) {
    document.addEventListener(end, () => {
      // The click comes after it.
      setTimeout(() => {
        isPressing = false;
        retryPending();
      }, 0);
    });
  }
  document.addEventListener('focusout', retryPending);
  document.addEventListener('toggle', retryPending, true);

  document.body.addEventListener('htmx:beforeRequest', (event) => {
    isAsking = isAsking || isPart(event.detail.target);
  });
  document.body.addEventListener('htmx:afterRequest', (event) => {
    if (isPart(event.detail.target)) {
      setTimeout(() => {
        isAsking = false;
        retryPending();
      }, SETTLED_MILLIS);
    }
  });

  // A session that has ended shows the login page.
  document.body.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status === 401) {
      location.reload();
    }
  });

  // What was unfolded stays unfolded.
  document.body.addEventListener('htmx:beforeSwap', (event) => {
    // What was asked for before somebody began to fill something in or to press comes later; not so
    // what somebody has asked for, such as a filter of the list.
    const isOwn = event.detail.requestConfig.elt === event.detail.target;
    if (isOwn && isPart(event.detail.target) && isBusy()) {
      event.detail.shouldSwap = false;
      isPending = true;
      return;
    }
    open = new Set([...document.querySelectorAll('details[open][id]')].map((part) => part.id));
  });
  document.body.addEventListener('htmx:afterSettle', () => {
    for (const id of open) {
      const part = document.getElementById(id);
      if (part) {
        part.open = true;
      }
    }
  });

  // A slash goes to the search box.
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.matches('input, select, textarea')) {
      event.preventDefault();
      (document.getElementById('words') ?? document.getElementById('find')).focus();
    }
  });

  // htmx gets ready first.
  document.addEventListener('DOMContentLoaded', listen);
})();
