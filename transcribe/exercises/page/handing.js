// The copy as a file, for the trainer.

import { $, make, work } from "./dom.js";

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
function styledFile(editor, name) {
  const tags = { title: "h1", heading: "h2", list: "li" };
  let open = false;
  const rows = editor.lines().filter(({ text }) => text.trim()).map(({ text, style }) => {
    const tag = tags[style] ?? "p";
    const list = (tag === "li" && !open ? "<ul>" : "") + (tag !== "li" && open ? "</ul>" : "");
    open = tag === "li";
    return `${list}<${tag}>${escaped(text.trim())}</${tag}>`;
  });
  return `<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>${escaped(`${name} - ${work.id}`)}</title>`
    + `<meta name="author" content="${escaped(name)}"><meta name="transcribe-exercise" content="${escaped(work.id)}"></head>\n<body>\n`
    + `${rows.join("\n")}${open ? "</ul>" : ""}\n</body></html>\n`;
}

/** Saves the copy as a file and says its name, or why there is none: « » then. */
export function saveCopy(editor) {
  const name = $("nom").value.normalize("NFC").replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").replace(/\s+/g, " ").trim();
  const refused = $("sans-nom");
  const why = !/\p{L}/u.test(name) ? "Écrivez votre prénom et votre nom : ils nomment le fichier à rendre."
    : !/[\p{L}\p{N}]/u.test(editor.written()) ? "Votre texte est vide : il n’y a rien à rendre." : "";
  refused.hidden = !why;
  refused.textContent = why;
  if (why) {
    if (/\p{L}/u.test(name)) editor.focus();
    else $("nom").focus();
    return "";
  }
  const styled = work.kind === "mise-en-page";
  const content = styled ? styledFile(editor, name) : `\ufeff${editor.written().replace(/\r?\n/g, "\r\n")}\r\n`;
  const address = URL.createObjectURL(new Blob([content], { type: styled ? "text/html" : "text/plain" }));
  const file = `${name} - ${work.id}.${styled ? "html" : "txt"}`;
  const link = make("a", { href: address, download: file, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return file;
}
