import { unsent, wipe } from "./outbox.js";

await wipe();
document.getElementById("reste").hidden = (await unsent()).length === 0;
