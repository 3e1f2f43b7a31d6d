'use strict';
const live = document.getElementById('live');
const news = document.getElementById('news');
let state = document.body.dataset.state;

async function refresh() {
  const open = [...live.querySelectorAll('details[open]')].map(details => details.id);
  const focus = document.activeElement && document.activeElement.id;
  const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  const count = id => Number(document.querySelector(id + ' .count').textContent);
  const before = {mail: count('#mail'), sms: count('#sms')};
  state = page.body.dataset.state;
  live.replaceChildren(...page.getElementById('live').childNodes);
  open.map(id => document.getElementById(id)).filter(Boolean).forEach(details => { details.open = true; });
  if (focus && document.getElementById(focus)) document.getElementById(focus).focus();
  const mail = count('#mail') - before.mail, sms = count('#sms') - before.sms;
  if (mail > 0 || sms > 0) news.textContent = `Nowe: e-maile ${Math.max(mail, 0)}, SMS-y ${Math.max(sms, 0)}`;
}

async function pulse() {
  try {
    if (!document.hidden && (await (await fetch('/pulse')).text()) !== state) await refresh();
  } catch { /* the sandbox is being restarted; the next beat tells */ }
  setTimeout(pulse, 2000);
}

live.addEventListener('change', async event => {
  const input = event.target;
  if (input.name && input.name.startsWith('mode-')) {
    await fetch(`/registers/${input.name.slice(5)}/mode`, {method: 'PUT',
      headers: {'Content-Type': 'application/json'}, body: JSON.stringify({mode: input.value})});
    await refresh();
  }
});

live.addEventListener('click', async event => {
  const button = event.target.closest('button[data-empty]');
  if (button) {
    await fetch(button.dataset.empty, {method: 'DELETE'});
    await refresh();
    news.textContent = 'Opróżniono';
  }
});

pulse();
