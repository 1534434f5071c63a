"use strict";
// Shows what the API says, every two seconds. Text goes in as text, never as markup: a merchant's name is not ours.
const REFRESH_MS = 2000;
const mood = {
  READY: "good", APPROVED: "good", UP: "good", DOWN: "bad", DECLINED: "bad", DEAD: "bad",
  UNKNOWN: "wait", REVERSING: "wait", PENDING: "wait", DEGRADED: "wait",
  IN_BALANCE: "good", OUT_OF_BALANCE: "bad", UNAVAILABLE: "bad", WAITING: "wait",
};
let token = sessionStorage.getItem("token") || "";

const byId = (id) => document.getElementById(id);

function cell(text) {
  const td = document.createElement("td");
  td.textContent = text;
  td.className = mood[text] || "";
  return td;
}

function fill(table, rows) {
  byId(table).tBodies[0].replaceChildren(...rows.map((values) => {
    const row = document.createElement("tr");
    row.append(...values.map(cell));
    return row;
  }));
}

async function api(path) {
  const response = await fetch(path, { headers: { Authorization: "Bearer " + token } });
  if (!response.ok) {
    throw new Error(response.status === 401 ? "the token is not accepted" : "the node answered " + response.status);
  }
  return response.json();
}

function showTransactions(found) {
  fill("transactions", found.map((t) => [
    t.history.length ? t.history[0].at.replace("T", " ").slice(0, 19) : "", t.state, t.responseCode, t.kind,
    t.maskedPan, t.amount ? t.amount + " " + t.currency : "", t.references.rrn,
    t.history.map((h) => h.state + (h.detail ? " (" + h.detail + ")" : "")).join(" → "),
  ]));
}

async function refresh() {
  try {
    const health = await (await fetch("/health")).json();
    byId("status").textContent = `${health.node} is ${health.status} · HSM ${health.hsm} · replica ${health.replica}`;
    byId("status").className = mood[health.status] || "";
    byId("enter").hidden = token !== "";
    if (token) {
      const links = await api("/api/links");
      fill("links", links.map((l) => [l.name, l.state, l.inFlight, l.sent, l.answered, l.silent, l.notSent, l.untrusted, l.unmatched]));
      const legs = await api("/api/store-and-forward");
      fill("legs", legs.map((l) => [l.txnId, l.kind, l.destination, l.state, l.attempts, l.nextAt, l.lastError]));
      byId("no-legs").hidden = legs.length > 0;
      const reconciliations = await api("/api/reconciliations");
      fill("reconciliations", reconciliations.map((r) => [
        r.date, r.with, r.party, r.currency, r.result, r.differences.join("; "), r.inFlight.join(" "), r.late.join(" "),
      ]));
      byId("no-reconciliations").hidden = reconciliations.length > 0;
      const rrn = byId("rrn").value.trim();
      showTransactions(await api("/api/transactions" + (rrn ? "?rrn=" + encodeURIComponent(rrn) : "")));
    }
  } catch (problem) {
    byId("status").textContent = problem.message;
    byId("status").className = "bad";
    if (problem.message.startsWith("the token")) {
      token = "";
      sessionStorage.removeItem("token");
    }
  }
}

byId("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  token = byId("token").value.trim();
  sessionStorage.setItem("token", token);
  refresh();
});
byId("rrn").addEventListener("input", refresh);
refresh();
setInterval(refresh, REFRESH_MS);
