// A class list sent as it is chosen; the page is shown again with who came in.

const input = document.querySelector("[data-liste]");

input?.addEventListener("change", async () => {
  const line = document.getElementById("etat-liste");
  const [file] = input.files;
  if (!file) return;
  line.className = "";
  line.textContent = "Lecture de la liste…";
  try {
    const response = await fetch(`${input.dataset.liste}?nom=${encodeURIComponent(file.name)}`, {
      method: "PUT", headers: { "Content-Type": "application/octet-stream", "X-Transcribe": "1" }, body: file,
    });
    if (response.ok) {
      const { said } = await response.json();
      location.assign(`${location.pathname}?fait=${encodeURIComponent(said)}`);
      return;
    }
    line.className = "error";
    line.textContent = response.status === 400 ? (await response.json()).error
      : response.status === 413 ? "Cette liste dépasse 2 Mo : enregistrez-la en .csv."
      : "La liste n’a pas pu être envoyée : rechargez la page, puis recommencez.";
  } catch {
    line.className = "error";
    line.textContent = "La liste n’a pas pu être envoyée : vérifiez la liaison, puis recommencez.";
  }
  input.value = "";
});
