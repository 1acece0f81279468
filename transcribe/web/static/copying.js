// Copies a column of marks; where the browser has no clipboard for us, the text is selected and copied as by hand.

const line = document.getElementById("dit-copie");

for (const button of document.querySelectorAll("[data-copier]")) {
  button.addEventListener("click", async () => {
    const area = document.getElementById(button.dataset.copier);
    let done = false;
    try {
      await navigator.clipboard.writeText(area.value);
      done = true;
    } catch {
      area.select();
      done = document.execCommand("copy");
      button.focus();
    }
    const count = area.value.split("\n").length;
    line.textContent = done ? `${count} lignes copiées.` : "La copie est refusée par ce navigateur : prenez le fichier .csv.";
  });
}
