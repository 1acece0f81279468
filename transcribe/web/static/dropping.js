// Recordings dropped in or chosen, sent one after another, each with how much of it has gone.

const zone = document.querySelector("[data-drop]");
const input = document.getElementById("fichiers");
const list = document.getElementById("depots");
const line = document.getElementById("dit-depot");
const queue = [];
let busy = false;
let refused = 0;
let taken = 0;

function row(name) {
  const item = document.createElement("li");
  const bar = document.createElement("progress");
  const said = document.createElement("span");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Envoi de ${name}`);
  said.textContent = `${name} : attend`;
  item.append(said, " ", bar);
  list.append(item);
  return { item, bar, said };
}

function add(files) {
  for (const file of files) queue.push({ file, ...row(file.name) });
  if (!busy) next();
}

function next() {
  const one = queue.shift();
  if (!one) return finished();
  busy = true;
  return send(one).then((error) => {
    one.bar.remove();
    if (error) {
      refused += 1;
      one.item.className = "error";
      one.said.textContent = error;
    } else {
      taken += 1;
      one.said.textContent = `${one.file.name} : reçu`;
    }
    next();
  });
}

function finished() {
  busy = false;
  const some = (n, word) => `${n} ${word}${n > 1 ? "s" : ""}`;
  line.textContent = `${some(taken, "enregistrement")} ${taken > 1 ? "reçus" : "reçu"}${refused ? `, ${some(refused, "refusé")}` : ""}.`;
  if (taken && !refused) location.assign("/dictees");
}

function send({ file, bar, said }) {
  if (!file.size) return Promise.resolve(`« ${file.name} » est vide (0 octet) : copiez-le à nouveau du dictaphone.`);
  if (file.size > Number(zone.dataset.most) * 2 ** 20) {
    return Promise.resolve(`« ${file.name} » dépasse ${zone.dataset.most} Mo : coupez-le, ou donnez-le en .mp3.`);
  }
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({
      nom: file.name, specialite: document.getElementById("specialite").value,
      fictif: document.getElementById("fictif").checked ? "1" : "0",
    });
    request.open("PUT", `${zone.dataset.drop}?${query}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-Transcribe", "1");
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.loaded / event.total;
      said.textContent = `${file.name} : envoi`;
    });
    request.addEventListener("error", () => done(`« ${file.name} » n’est pas arrivé : vérifiez la liaison, puis recommencez.`));
    request.addEventListener("load", () => {
      if (request.status === 200) return done("");
      if (request.status === 401) return done("Votre session est finie : entrez à nouveau, puis recommencez.");
      try {
        return done(JSON.parse(request.responseText).error);
      } catch {
        return done(`« ${file.name} » est refusé : rechargez la page, puis recommencez.`);
      }
    });
    request.send(file);
  });
}

input.addEventListener("change", () => {
  add(input.files);
  input.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  add(event.dataTransfer.files);
});
