// The settings page: choosing a key by pressing it.

import { nameOf, shown } from "./keys.js";

const said = document.getElementById("annonce");
const free = new RegExp(`^(?:${document.querySelector("[data-libres]").dataset.libres})$`);
let waiting = null;

for (const button of document.querySelectorAll("button[data-touche]")) {
  const field = document.getElementById(button.dataset.touche);
  const name = document.querySelector(`[data-nom="${button.dataset.touche}"]`);
  name.textContent = shown(field.value);
  button.addEventListener("click", () => {
    waiting = { button, field, name };
    said.textContent = "Appuyez sur la touche ou sur la pédale. Échap annule.";
  });
}

document.addEventListener("keydown", (event) => {
  if (!waiting) return;
  const key = nameOf(event);
  if (!key || key === "Tab") return;
  event.preventDefault();
  if (key === "Escape") said.textContent = "Touche inchangée.";
  else if (!free.test(key)) {
    said.textContent = `« ${shown(key)} » sert à écrire ou au navigateur : choisissez une touche de fonction (F1 à F24) ou Alt avec une flèche.`;
    return;
  } else if ([...document.querySelectorAll("input[data-touche-de]")].some((one) => one !== waiting.field && one.value === key)) {
    said.textContent = `« ${shown(key)} » sert déjà : choisissez une autre touche.`;
    return;
  } else {
    waiting.field.value = key;
    waiting.name.textContent = shown(key);
    said.textContent = `Touche choisie : ${shown(key)}. N’oubliez pas d’enregistrer.`;
  }
  waiting.button.focus();
  waiting = null;
}, { capture: true });

document.getElementById("touches-habituelles").addEventListener("click", () => {
  for (const field of document.querySelectorAll("input[data-touche-de]")) {
    field.value = field.dataset.habituelle;
    document.querySelector(`[data-nom="${field.id}"]`).textContent = shown(field.value);
  }
  said.textContent = "Touches habituelles rétablies. N’oubliez pas d’enregistrer.";
});
